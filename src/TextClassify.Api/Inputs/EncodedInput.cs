using TextClassify.Communication;

namespace TextClassify.Api.Inputs;

/// <summary>An input as the model reads it, or what is wrong with it.</summary>
internal readonly record struct EncodedInput(InputItem Item, EncodedText? Text, Problem? Problem)
{
    /// <summary>
    /// The tokens of what a model of aspects is asked about; null for a model of whole texts, and where the model finds them.
    /// </summary>
    public IReadOnlyList<TokenRange>? Aspects { get; init; }

    /// <summary>The sources of a case; <see cref="Text"/> then has the tokens of all. Null for a text.</summary>
    public CaseInput? Case { get; init; }

    /// <summary>Tokens that a language model reads before those of <see cref="Text"/>.</summary>
    public int Before { get; init; }

    /// <summary>Tokens the model reads; of a text that only its node has, as many as it may.</summary>
    public int Read => Text is null ? 0 : Before + Text.Length + (Case?.Elsewhere ?? 0);

    /// <summary>The same of several.</summary>
    public static long ReadOf(ReadOnlySpan<EncodedInput> inputs)
    {
        long tokens = 0;
        foreach (ref readonly var input in inputs)
        {
            tokens += input.Read;
        }

        return tokens;
    }

    /// <summary>
    /// The text as <see cref="Inference.Serving.ITextClassifier.Forward"/> takes it: marked where one aspect is asked about, and
    /// where its tokens are of several sources.
    /// </summary>
    public EncodedText AsRun => Aspects is [var aspect] ? AspectMarks.Mark(Text!, aspect)
        : Case is { } one ? CaseMarks.Mark(Text!, one.Parts())
        : Text!;

    /// <summary>What answers show of the one aspect asked about; null where there is none.</summary>
    public AspectPart? Aspect => Item.Aspect is { } span ? new AspectPart(span.Start, span.End, Item.Text[span.Start..span.End]) : null;
}
