namespace TextClassify.Training.Nets.Translation;

/// <summary>Shape of a net that reads a text and writes another.</summary>
internal sealed record TranslatorNetOptions
{
    /// <summary>E; source and target share the table.</summary>
    public int EmbeddingWidth { get; init; } = 64;

    /// <summary>m, states of the reader per direction.</summary>
    public int StateWidth { get; init; } = 192;

    /// <summary>H, states of the writer.</summary>
    public int WriterWidth { get; init; } = 384;
}
