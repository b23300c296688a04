/** A device is taken along, on the engineer's telephone: a photo, the contact's hand, and it is on record. */

import { registry } from "@web/core/registry";
import { draw, takePhoto } from "./drawing";

registry.category("web_tour.tours").add("printer_taken_along", {
    steps: () => [
        {
            trigger: ".o_printer_photos[data-moment=taken] .o_printer_photo_add",
            run: () => takePhoto(".o_printer_photos[data-moment=taken] input[type=file]"),
        },
        { content: "the photo is there", trigger: ".o_printer_photos[data-moment=taken] img" },
        { trigger: ".o_printer_sign_here", run: "click" },
        {
            content: "what is signed for",
            trigger: ".o_printer_signing:contains(A scratch on the lid)",
        },
        { trigger: ".o_printer_signing canvas.o_web_sign_signature", run: draw },
        { trigger: ".o_printer_confirm_signing:enabled", run: "click" },
        { trigger: "body:not(:has(.o_printer_signing))" },
        {
            content: "on record: the signature is shown",
            trigger: ".o_field_widget[name=consent_signature] img",
        },
        {
            content: "and photos are no longer added",
            trigger: "body:not(:has(.o_printer_photo_add))",
        },
    ],
});
