// SPDX-License-Identifier: Apache-2.0
// A picture is drawn anew before it goes: that leaves behind where and when it was taken, and makes a kind of it that
// the counter reads, whatever the camera writes.

const SIDE_MAX = 2600;
const SHARP_MAX = 1500000; // pixels; a code as it was saved stays exact

function sizeOf(bitmap) {
  const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  return { width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)) };
}

/** The picture anew; null where the browser cannot read it. */
export async function redraw(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = Object.assign(document.createElement('canvas'), sizeOf(bitmap));
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const kind = canvas.width * canvas.height <= SHARP_MAX ? 'image/png' : 'image/jpeg';
    return await new Promise((resolve) => canvas.toBlob(resolve, kind, 0.92));
  } catch {
    return null;
  }
}
