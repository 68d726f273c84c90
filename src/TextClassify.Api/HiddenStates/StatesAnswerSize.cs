namespace TextClassify.Api.HiddenStates;

/// <summary>What answers of <c>/hidden-states</c> hold in memory, as <see cref="AnswerSize"/> has it.</summary>
internal static class StatesAnswerSize
{
    /// <summary>A number of a vector: four bytes in base 64, each letter two.</summary>
    private const int Number = 12;

    /// <summary>A row of a matrix in an array of its own.</summary>
    private const int Row = 32;

    public static long Of(ITextClassifier model, HiddenStatesPlan plan, IReadOnlyList<EncodedInput> inputs)
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
        long perToken = AnswerSize.Token + (readings * (Row + (4L * shape.Classes))) + (plan.WordWeights ? 8L * shape.Aspects : 0)
            + ((long)plan.NumbersPerToken(model) * Number) + ((long)plan.SearchesPerToken(model) * plan.Neighbours * AnswerSize.Token);
        long read = plan.Outputs.HasFlag(ForwardOutputs.ForwardStates)
            || plan.Outputs.HasFlag(ForwardOutputs.BackwardStates)
            || plan.Outputs.HasFlag(ForwardOutputs.WordStates)
            ? 4L * ((2 * shape.StateWidth) + shape.WordWidth)
            : 0;
        return (inputs.Count * (long)AnswerSize.Result) + (tokens * perToken) + (largest * read);
    }

    public static long Of(ICaseClassifier model, CaseStatesPlan plan, IReadOnlyList<EncodedInput> inputs)
    {
        long size = 0;
        foreach (var input in inputs)
        {
            long states = (input.Case?.Sources.Count ?? 1) * (model.Cases.Rounds + 1L);
            size += AnswerSize.Result + (states * (Row + (4L * model.Cases.Shape.StateWidth))) + (plan.NumbersOf(model, input) * Number);
        }

        return size;
    }

    public static long Of(ICharacterModel model, LanguageStatesPlan plan, IReadOnlyList<LanguageInput> inputs)
    {
        var shape = model.Pass.Shape;
        long characters = 0, longest = 0;
        foreach (var input in inputs)
        {
            characters += input.Length;
            longest = Math.Max(longest, input.Length);
        }

        return (inputs.Count * (long)AnswerSize.Result)
            + (characters * (AnswerSize.Token + ((long)plan.NumbersPerCharacter(shape) * Number)))
            + (Math.Max(
                longest,
                Math.Min(characters, LanguageStatesReader.ChunkCharacters)) * 4L * (shape.StateWidth + (shape.Zones * shape.ZoneWidth)));
    }
}
