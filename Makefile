# Every target sets up what it needs by itself; nothing has to be installed before.
# tools/README.md tells what stands behind each of them.

NAME ?=
ARGS ?=
BACKGROUND ?=

.DEFAULT_GOAL := help
.PHONY: help run test odoo-tests bench lint i18n screenshots stop clean

help:
	@echo "make run [BACKGROUND=1]   a demo on localhost, with one login per role"
	@echo "make test [ARGS=path]     lint and every test, or the part under path"
	@echo "make odoo-tests [NAME=repair]  Odoo's own tests of repair, stock, purchase and sale, with our addons installed"
	@echo "make bench [NAME=part]    speed, side by side with the peers"
	@echo "make lint                 style checks alone"
	@echo "make i18n                 translation templates anew, zh_CN merged"
	@echo "make screenshots [NAME=x]  the pictures of the documentation anew"
	@echo "make stop                 ends the demo server and the private PostgreSQL"
	@echo "make clean                removes everything that was built, the demo database too"

run:
	@tools/dev run $(if $(BACKGROUND),--background)

test:
	@tools/dev test $(ARGS)

odoo-tests:
	@tools/dev odoo-tests $(NAME)

bench:
	@tools/dev bench $(NAME)

lint:
	@tools/dev lint

i18n:
	@tools/dev i18n

screenshots:
	@tools/dev screenshots $(NAME)

stop:
	@tools/dev stop

clean:
	@tools/dev clean
