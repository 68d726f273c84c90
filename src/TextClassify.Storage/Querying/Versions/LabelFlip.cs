namespace TextClassify.Storage.Querying.Versions;

/// <summary>Texts to which two versions give these labels.</summary>
/// <param name="Against">What the version said that another is held against.</param>
/// <param name="Version">What the other said.</param>
/// <param name="Count">Texts.</param>
/// <param name="Labelled">Of those, with a label that was given later.</param>
/// <param name="AgainstRight">Of those, where the first was right.</param>
/// <param name="VersionRight">Where the other was.</param>
public sealed record LabelFlip(string Against, string Version, long Count, long Labelled, long AgainstRight, long VersionRight);
