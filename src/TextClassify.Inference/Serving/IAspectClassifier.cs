namespace TextClassify.Inference.Serving;

/// <summary>
/// Labels aspects of a text, which it finds by itself where none are named. <see cref="ITextClassifier.Forward"/> runs rows that carry
/// their aspect (<see cref="AspectMarks"/>).
/// </summary>
public interface IAspectClassifier : ITextClassifier
{
    IAspectPass Aspects { get; }
}
