using TextClassify.Communication;

namespace TextClassify.Inference.Serving;

/// <summary>
/// Labels cases of several sources. <see cref="ITextClassifier.Forward"/> runs rows that carry their sources (<see cref="CaseMarks"/>); a
/// plain text is a case of one source.
/// </summary>
public interface ICaseClassifier : ITextClassifier
{
    ICasePass Cases { get; }

    /// <summary>Each source by itself, for processes that have one.</summary>
    INodePass Nodes { get; }

    /// <summary>The source that a plain text is, by its place.</summary>
    int TextRole { get; }

    /// <summary>The sources it knows, in the order of their roles.</summary>
    IReadOnlyList<SourceDescription> Sources { get; }
}
