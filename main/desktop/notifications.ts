import { Notification } from 'electron';

/** Tells the person through the desktop; a click brings them to the window. Nothing happens where a desktop has no notifications. */
export const notify = (title: string, body: string, clicked: () => void): void => {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', clicked);
  notification.show();
};
