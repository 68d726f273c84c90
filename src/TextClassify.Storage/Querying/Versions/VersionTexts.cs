namespace TextClassify.Storage.Querying.Versions;

/// <summary>How many texts two versions answered, each text once.</summary>
/// <param name="Version">By one.</param>
/// <param name="Against">By the other.</param>
/// <param name="Both">By both.</param>
/// <param name="Same">Of those, given one label by both.</param>
/// <param name="Labelled">Of those of both, with a label of their own.</param>
public sealed record VersionTexts(long Version, long Against, long Both, long Same, long Labelled);
