import { onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import {
    ProgressBarField,
    progressBarField,
} from "@web/views/fields/progress_bar/progress_bar_field";

const REFRESH_MILLISECONDS = 2000;
const AT_WORK = ["checking", "running"];

/**
 * A progress bar that follows work in the background: while its record is checked or imported, it reads it again every two
 * seconds, until the record changes its state.
 */
export class RegisterProgressField extends ProgressBarField {
    setup() {
        super.setup();
        this.loading = false;
        const timer = browser.setInterval(() => this.refresh(), REFRESH_MILLISECONDS);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    async refresh() {
        const { record } = this.props;
        if (this.loading || !AT_WORK.includes(record.data.state) || document.hidden) {
            return;
        }
        this.loading = true;
        try {
            await record.load();
        } finally {
            this.loading = false;
        }
    }
}

registry.category("fields").add("printer_register_progress", {
    ...progressBarField,
    component: RegisterProgressField,
});
