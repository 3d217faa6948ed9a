/** Gives the person a file made here. */
export const download = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the contents by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
