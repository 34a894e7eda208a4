/** A photo as small as it can be and still be read: telephones take 5 MB where 500 KB show every letter. */

/** Pixels of the longer side; an A4 page then has some 170 in an inch. */
const longest = 2000;
const quality = 0.82;
/** Bytes below which nothing is gained. */
const smallEnough = 600_000;

/** The file itself where it is small, no photo, or cannot be drawn. */
export const shrink = async (file: File): Promise<File> => {
  if (!file.type.startsWith('image/') || file.size <= smallEnough) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
};
