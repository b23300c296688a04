import { expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mountWithCleanup } from "@web/../tests/web_test_helpers";

import { SheetPoint } from "@printer_maintenance/my_rounds/sheet_point";

// the services of mail come along with the page
defineMailModels();

const LEAKAGE = {
    id: 2,
    name: "Leakage",
    kind: "number",
    measure: "mA",
    minimum: 0,
    maximum: 0.75,
    lowest: 0,
    highest: 100,
};

async function mountReading(answer) {
    await mountWithCleanup(SheetPoint, {
        props: {
            point: LEAKAGE,
            answer,
            photos: 0,
            isOpen: true,
            give: (point, value) => expect.step([point.id, value]),
            photo: () => {},
        },
    });
}

test("a reading is given as a number", async () => {
    await mountReading();
    await contains(".o_printer_reading").edit("0,35 mA");
    expect.verifySteps([[2, 0.35]]);
});

test("an impossible reading is asked again and not given", async () => {
    await mountReading();
    await contains(".o_printer_reading").edit("5000");
    expect.verifySteps([]);
    expect(".o_printer_impossible").toHaveCount(1);
    await contains(".o_printer_reading").edit("0.2");
    expect.verifySteps([[2, 0.2]]);
    expect(".o_printer_impossible").toHaveCount(0);
});

test("a reading that is emptied is taken back", async () => {
    await mountReading({ value: 0.35, note: "", is_abnormal: false });
    expect(queryOne(".o_printer_reading").value).toBe("0.35");
    await contains(".o_printer_reading").edit("");
    expect.verifySteps([[2, null]]);
});

test("an impossible reading that is emptied is asked no more, and nothing is taken back", async () => {
    await mountReading();
    await contains(".o_printer_reading").edit("5000");
    await contains(".o_printer_reading").edit(" ");
    expect.verifySteps([]);
    expect("[role=alert]").toHaveCount(0);
});
