namespace TextClassify.Training.Sources;

/// <summary>What a source's rows are for.</summary>
internal enum SourceUse
{
    /// <summary>To train on.</summary>
    Fit,

    /// <summary>To choose on.</summary>
    Choose,

    /// <summary>To train on, but for the recipe's share of texts, which are set aside by a fixed seed to choose on.</summary>
    Both,
}
