/** A line across the field, as a finger draws it. */
export function draw({ anchor }) {
    const { left, top, width, height } = anchor.getBoundingClientRect();
    const points = [
        [0.1, 0.5],
        [0.3, 0.2],
        [0.5, 0.8],
        [0.9, 0.4],
    ];
    points.forEach(([x, y], index) => {
        const last = index === points.length - 1;
        const kind = index ? (last ? "pointerup" : "pointermove") : "pointerdown";
        anchor.dispatchEvent(
            new PointerEvent(kind, {
                bubbles: true,
                cancelable: true,
                pointerId: 1,
                isPrimary: true,
                button: 0,
                buttons: last ? 0 : 1,
                clientX: left + x * width,
                clientY: top + y * height,
            }),
        );
    });
}

/** Puts a picture into a file field, as the camera does. */
export async function takePhoto(selector) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1600 });
    canvas.getContext("2d").fillRect(100, 100, 800, 800);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const files = new DataTransfer();
    files.items.add(new File([blob], "photo.png", { type: "image/png" }));
    const input = document.querySelector(selector);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}
