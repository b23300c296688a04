import { Component, useState } from "@odoo/owl";
import { useDebounced } from "@web/core/utils/timing";

const DELAY_MS = 200;
const PAGE = 8;

/** The devices of the caller's unit: search, page, choose with arrows and Enter. */
export class DeviceList extends Component {
    static template = "printer_maintenance.HotlineDeviceList";
    static props = { hotline: Object, onPicked: Function };

    setup() {
        this.state = useState({ text: "", cursor: 0 });
        this.search = useDebounced(() => this.show(0), DELAY_MS);
    }

    get page() {
        return this.props.hotline.card.devices;
    }

    get hasNext() {
        return this.page.offset + PAGE < this.page.total;
    }

    get last() {
        return Math.min(this.page.offset + PAGE, this.page.total);
    }

    async show(offset) {
        await this.props.hotline.showDevices(this.state.text.trim(), offset);
        this.state.cursor = 0;
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        this.search();
    }

    async onKeydown(ev) {
        if (ev.isComposing || ev.ctrlKey || ev.altKey) {
            return;
        }
        const { items, offset } = this.page;
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            const step = ev.key === "ArrowDown" ? 1 : -1;
            const length = items.length || 1;
            this.state.cursor = (this.state.cursor + step + length) % length;
        } else if (ev.key === "PageDown" && this.hasNext) {
            ev.preventDefault();
            await this.show(offset + PAGE);
        } else if (ev.key === "PageUp" && offset) {
            ev.preventDefault();
            await this.show(offset - PAGE);
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            this.search.cancel();
            await this.show(this.page.offset);
            if (this.page.items.length) {
                this.pick(this.page.items[Math.min(this.state.cursor, this.page.items.length - 1)]);
            }
        }
    }

    pick(device) {
        this.props.hotline.draft.device = device;
        this.props.onPicked();
    }
}
