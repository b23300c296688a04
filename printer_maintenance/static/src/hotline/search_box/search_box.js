import { Component, useEffect, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

const DELAY_MS = 150;
const LABELS = {
    person: _t("People"),
    unit: _t("Units and departments"),
    device: _t("Devices"),
    request: _t("Requests"),
};
const ICONS = {
    person: "fa-user",
    unit: "fa-building-o",
    device: "fa-print",
    request: "fa-life-ring",
};

/** One box for whatever the caller says or shows; arrows and Enter choose. */
export class SearchBox extends Component {
    static template = "printer_maintenance.HotlineSearchBox";
    static props = { hotline: Object, onPicked: Function };

    setup() {
        this.labels = LABELS;
        this.icons = ICONS;
        this.input = useAutofocus();
        this.list = useRef("list");
        this.search = useDebounced(() => this.props.hotline.search(), DELAY_MS);
        useEffect(
            () => this.list.el?.querySelector(".active")?.scrollIntoView({ block: "nearest" }),
            () => [this.props.hotline.cursor],
        );
    }

    /** Groups with the place of each item among all of them, which the arrows walk through. */
    get groups() {
        let place = 0;
        return this.props.hotline.groups.map((group) => ({
            ...group,
            items: group.items.map((item) => ({ ...item, place: place++ })),
        }));
    }

    onInput(ev) {
        this.props.hotline.query = ev.target.value;
        this.search();
    }

    async onKeydown(ev) {
        const { hotline } = this.props;
        if (ev.isComposing || ev.ctrlKey || ev.altKey) {
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            hotline.move(ev.key === "ArrowDown" ? 1 : -1);
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            this.search.cancel();
            if (await hotline.enter()) {
                this.props.onPicked();
            }
        }
    }

    async onPick(item) {
        if (await this.props.hotline.pick(item)) {
            this.props.onPicked();
        }
    }
}
