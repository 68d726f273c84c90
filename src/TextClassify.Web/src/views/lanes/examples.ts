const posts: readonly Readonly<Record<string, string>>[] = [
  {
    subject: 'Re: What does one launch cost?',
    own: 'The numbers don’t add up. If you count the payload and the crew, a shuttle flight to low orbit costs more than NASA says.',
    quoted: 'Has anybody got figures for what a launch of the shuttle costs today?',
  },
  {
    subject: 'Re: Which program shows these pictures?',
    own: 'My doctor looked at the scan and found nothing, but the pain in my knee is back and the pills don’t help.',
    quoted: 'I have a few images in GIF format and need a viewer for the PC that can convert the colors.',
  },
  {
    subject: 'Re: Long trip in an old car',
    own: 'In my state you may keep it in the trunk, locked and unloaded, and no police officer can take it from you.',
    quoted: 'The engine of my old Ford runs hot after an hour on the highway. Is it the oil, or the water pump?',
  },
];

/** Cases to begin with, for the model of several sources that ships with the service. */
export function examplesOf(model: string): readonly Readonly<Record<string, string>>[] {
  return model === 'case' ? posts : [];
}
