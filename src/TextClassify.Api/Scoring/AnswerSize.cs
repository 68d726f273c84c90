using TextClassify.Api.Contracts;
using TextClassify.Api.Ndjson;
using TextClassify.Forward;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Scoring;

/// <summary>What answers hold in memory while they are made: estimates from the objects they are made of, on a 64-bit runtime.</summary>
internal static class AnswerSize
{
    /// <summary>A result with its id and prediction.</summary>
    public const int Result = 512;

    /// <summary>A token with its word and its score.</summary>
    public const int Token = 192;

    private const int Label = 64;

    /// <summary>A number of a vector: four bytes in base 64, each letter two.</summary>
    private const int Number = 12;

    /// <summary>A row of a matrix in an array of its own.</summary>
    private const int Row = 32;

    /// <summary>A character with its bits and its offset, and as the model reads it.</summary>
    private const int Character = 24;

    public static long OfClassified(LoadedModel model, ReadOnlySpan<EncodedInput> inputs, int? top, bool evidence)
    {
        long bytes = 0;
        foreach (ref readonly var input in inputs)
        {
            int tokens = input.Text?.Length ?? 0;
            bytes += AspectsOf(input.Item, tokens) * OfClassified(model, tokens, top, evidence);
        }

        return bytes;
    }

    /// <summary>What the windows of a stream hold, whatever their lines are.</summary>
    public static long OfClassifiedStream(LoadedModel model, WindowSize size, int? top, bool evidence)
    {
        long lines = size.Lines * OfClassified(model, 0, top, evidence: false);
        long tokens = evidence ? (size.Tokens + (long)model.Manifest.Tokenizer.MaxTokens) * OfToken(model) : 0;
        return WindowSize.AtOnce * (lines + tokens);
    }

    public static long OfScored(long texts, long characters) => (texts * Result) + (characters * Character);

    public static long OfStates(LoadedModel model, HiddenStatesPlan plan, IReadOnlyList<EncodedInput> inputs)
    {
        var shape = model.Forward.Shape;
        long tokens = 0, chunk = 0, largest = 0;
        for (int i = 0; i < inputs.Count; i++)
        {
            chunk = i % HiddenStatesReader.ChunkRows == 0 ? 0 : chunk;
            chunk += inputs[i].Text?.Length ?? 0;
            largest = Math.Max(largest, chunk);
            tokens += inputs[i].Text?.Length ?? 0;
        }

        int readings = (plan.Local ? 1 : 0) + (plan.Cumulative ? 1 : 0) + (plan.Prefix ? 1 : 0);
        long perToken = Token + (readings * (Row + (4L * shape.Classes))) + (plan.WordWeights ? 8L * shape.Aspects : 0)
            + ((long)plan.NumbersPerToken(model) * Number) + ((long)plan.SearchesPerToken(model) * plan.Neighbours * Token);
        long read = plan.Outputs.HasFlag(ForwardOutputs.ForwardStates) || plan.Outputs.HasFlag(ForwardOutputs.BackwardStates) || plan.Outputs.HasFlag(ForwardOutputs.WordStates)
            ? 4L * ((2 * shape.StateWidth) + shape.WordWidth)
            : 0;
        return (inputs.Count * (long)Result) + (tokens * perToken) + (largest * read);
    }

    public static long OfStates(LoadedLanguageModel model, LanguageStatesPlan plan, IReadOnlyList<LanguageInput> inputs)
    {
        var shape = model.Pass.Shape;
        long characters = 0, longest = 0;
        foreach (var input in inputs)
        {
            characters += input.Length;
            longest = Math.Max(longest, input.Length);
        }

        return (inputs.Count * (long)Result) + (characters * (Token + ((long)plan.NumbersPerCharacter(shape) * Number)))
            + (Math.Max(longest, Math.Min(characters, LanguageStatesReader.ChunkCharacters)) * 4L * (shape.StateWidth + (shape.Zones * shape.ZoneWidth)));
    }

    private static long OfClassified(LoadedModel model, int tokens, int? top, bool evidence)
    {
        int labels = model.Forward.Shape.Classes;
        return Result + ((long)Math.Min(top ?? labels, labels) * Label) + (evidence ? tokens * OfToken(model) : 0);
    }

    /// <summary>Of a token with its evidence for every label.</summary>
    private static long OfToken(LoadedModel model) => Token + (4L * model.Forward.Shape.Classes);

    /// <summary>Where the model finds them, there can be one a token.</summary>
    private static long AspectsOf(InputItem item, int tokens) => item.Aspects is not { } several ? 1 : several.Spans?.Count ?? Math.Min(InputItem.MaxAspects, tokens);
}
