import type { ErrorText, TurnKey } from './en';

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

/** Failures of templates, images and uploads. */
export const templatesErrorsEn = {
  'template-not-found': text(
    'There is no such template',
    'It was removed, or the address is wrong. Machines that exist keep their disks.',
    'Go back to the list of templates.',
  ),
  'template-exists': text(
    'There is a template of that name already',
    'Nothing was changed.',
    'Choose another name, or add a version to the template that is there.',
  ),
  'template-changed': text(
    'Somebody else changed this template in the meantime',
    'Nothing of yours was saved, and nothing of theirs is lost.',
    'Look at the newest version, then say again what you want.',
  ),
  'template-image-kind': text(
    'This image is of another kind than the pools need',
    'Nothing was changed. A disk is for hosts of QEMU, and an archive of a root file system for hosts of containers: the machines of these pools would wait for ever.',
    'Make a template of its own for this image, and give it to a pool with hosts that take it.',
  ),
  'template-in-use': text(
    'A pool still uses this template',
    'Nothing was removed. Whoever is entitled to the pool would get no machine any more.',
    'Give the pools named here another template, or remove them, and try again.',
  ),
  'template-version-not-found': text(
    'This template has no such version',
    'It was removed, or never existed.',
    'Load the page again and choose a version that is there.',
  ),
  'template-version-in-use': text(
    'This version is in use',
    'Nothing was removed. It is the current one, or the disks of machines stand on its image.',
    'Make another version the current one, and have the machines reverted; then remove it.',
  ),
  'image-not-found': text(
    'There is no such image',
    'It was removed, or never arrived.',
    'Load the page again, then upload or register it.',
  ),
  'image-exists': text(
    'There is an image of that name already',
    'It was left as it is: disks of machines may stand on it.',
    'Rename the file, or use the image that is there.',
  ),
  'image-not-ready': text(
    'This image has not passed its checks',
    'No machine is ever made of such an image, and nothing was changed.',
    'Wait for the checks to end, or choose another image.',
  ),
  'image-in-use': text(
    'A template still uses this image',
    'Nothing was removed: disks of machines stand on it.',
    'Remove the versions named here first.',
  ),
  'image-path-refused': text(
    'Images are taken from the folders for images only',
    'Nothing was registered. A link that leads out of those folders is refused as well.',
    'Put the file into one of the folders named on this page.',
  ),
  'upload-not-found': text(
    'There is no such upload any more',
    'It was cancelled, or nobody went on with it in time.',
    'Choose the file again; it is sent from the beginning.',
  ),
  'upload-busy': text(
    'This upload goes on in another window',
    'Nothing is lost: the other window goes on sending.',
    'Go on there, or close that window and press Resume here.',
  ),
  'upload-refused': text(
    'This upload cannot be taken',
    'Nothing was kept of it.',
    'Mend what is said below, then choose the file again.',
  ),
  'upload-too-large': text(
    'This file is larger than images may be',
    'Nothing was kept of it.',
    'Compress it with "qemu-img convert -c -O qcow2", or have the operators raise the limit.',
  ),
  'uploads-full': text(
    'As many uploads are under way as there may be',
    'The others go on as they are.',
    'Wait for one to end, or cancel one that nobody goes on with.',
  ),
  'no-space-for-image': text(
    'The disk of the server has no room for this image',
    'What has arrived so far is kept, and machines go on.',
    'Free space in the folder named here, then press Resume.',
    'operators',
  ),
};
