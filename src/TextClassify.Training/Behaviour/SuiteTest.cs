namespace TextClassify.Training.Behaviour;

/// <summary>One test of a suite: templates, what is done to their texts, and what must hold.</summary>
/// <param name="Name">Says what is asked, in few words.</param>
/// <param name="Kind">Which of the properties below are read.</param>
/// <param name="Texts">Templates: <c>{word}</c> is one of the suite's list of that name, the same at every place of a text.</param>
internal sealed record SuiteTest(string Name, TestKind Kind, IReadOnlyList<string> Texts)
{
    /// <summary>Of a minimum test: the labels that are right.</summary>
    public IReadOnlyList<string> Expect { get; init; } = [];

    /// <summary>
    /// Of an invariance test: the list whose words are exchanged for each other; a case fails where any of them changes the label.
    /// </summary>
    public string? Swap { get; init; }

    /// <summary>Of an invariance test without <see cref="Swap"/>: what is done to the text.</summary>
    public TextEdit? Edit { get; init; }

    /// <summary>Of a direction test: what is added behind the text, one after another.</summary>
    public IReadOnlyList<string> Append { get; init; } = [];

    /// <summary>Of a direction test: whose score must not fall by more than 0.1.</summary>
    public string? Raises { get; init; }

    /// <summary>Most texts that are made of the templates.</summary>
    public int Cases { get; init; } = 100;

    /// <summary>Whether the test names one of the labels, so that it is meant for such a model.</summary>
    public bool SpeaksOf(IReadOnlyList<string> labels) => Expect.Any(labels.Contains) || (Raises is { } raised && labels.Contains(raised));
}
