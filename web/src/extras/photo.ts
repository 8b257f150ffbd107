// A picture is made small on the device: 60 kB crosses a thin link, 6 MB does not. The hidden field carries it; the file itself is not sent.
import { toast } from "../dom";
import { word } from "./words";

const LIMIT_BYTES = 60_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];

function draw(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d", { alpha: false })?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function jpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

/** The picture as JPEG of at most 60 kB, its longest side at most `longest` pixels, without any metadata of the camera. */
export async function shrink(file: Blob, longest: number): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    for (let size = longest; size >= 80; size = Math.round(size * 0.75)) {
      const canvas = draw(bitmap, size);
      for (const quality of QUALITIES) {
        const blob = await jpeg(canvas, quality);
        if (blob && blob.size <= LIMIT_BYTES) return blob;
      }
    }
    throw new Error("no size of the picture fits");
  } finally {
    bitmap.close();
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Takes the chosen file: picture into the hidden field, preview beside it. */
export async function takePhoto(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  const field = input.form?.elements.namedItem(input.dataset["photoField"] ?? "photo");
  if (!(field instanceof HTMLInputElement)) return;
  field.value = "";
  if (!file) return;
  try {
    const blob = await shrink(file, Number(input.dataset["photoMax"]) || 640);
    field.value = await base64(blob);
    input.removeAttribute("name");
    const preview = input.parentElement?.querySelector<HTMLImageElement>("img.photo__preview");
    if (preview) {
      if (preview.src.startsWith("blob:")) URL.revokeObjectURL(preview.src);
      preview.src = URL.createObjectURL(blob);
      preview.hidden = false;
    }
    toast(word("photo_ready"));
  } catch {
    input.value = "";
    toast(word("photo_failed"));
  }
}
