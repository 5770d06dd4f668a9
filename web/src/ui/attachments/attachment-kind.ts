/** How a file can be looked at: pictures and PDF here, everything else only by the program it belongs to. */
export function kindOfAttachment(mediaType: string): 'picture' | 'pdf' | 'other' {
  if (/^image\/(jpeg|png|webp)$/.test(mediaType)) return 'picture';
  return mediaType === 'application/pdf' ? 'pdf' : 'other';
}

const LABELS: Record<string, string | undefined> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'audio/mpeg': 'MP3',
  'audio/wav': 'WAV',
  'video/mp4': 'MP4',
};

/** "PDF", "DOCX", "HEIC" */
export function labelOfAttachment(mediaType: string): string {
  return LABELS[mediaType] ?? mediaType.replace(/^.*\//, '').slice(0, 5).toUpperCase();
}

/** Where a file is downloaded. */
export const downloadAddress = (id: string): string => `/attachments/${id}`;

/** Where a picture or PDF is shown. */
export const viewAddress = (id: string): string => `/attachments/${id}/view`;
