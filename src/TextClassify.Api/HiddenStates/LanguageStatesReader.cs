using System.Numerics.Tensors;
using TextClassify.HiddenStates;

namespace TextClassify.Api.HiddenStates;

/// <summary>Runs inputs through a language model and reads the steps the plan asks for.</summary>
internal sealed class LanguageStatesReader(ICharacterModel model, LanguageStatesPlan plan)
{
    /// <summary>Most characters run together, unless one text has more.</summary>
    public const int ChunkCharacters = 16_384;

    public async Task<(HiddenStatesResult[] Results, TimeSpan Queue, TimeSpan Compute)> ReadAsync(
        LanguageInput[] inputs, CancellationToken cancellationToken)
    {
        var results = Array.ConvertAll(inputs, input => new HiddenStatesResult
        {
            Id = input.Item.Id,
            Error = input.Problem is null ? null : ItemError.From(input.Problem),
        });
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (int[] chunk in Chunks(inputs))
        {
            var batch = await model.Pass.ReadStatesAsync([.. chunk.Select(i => (ReadOnlyMemory<int>)inputs[i].Row.Ids)], cancellationToken);
            (queue, compute) = (queue + batch.Queue, compute + batch.Compute);
            for (int row = 0; row < chunk.Length; row++)
            {
                results[chunk[row]] = Result(inputs[chunk[row]], batch.Rows[row]);
            }
        }

        return (results, queue, compute);
    }

    /// <summary>What is run together: all states and zones of it are held at once, whatever is asked for.</summary>
    private static IEnumerable<int[]> Chunks(LanguageInput[] inputs)
    {
        var chunk = new List<int>();
        int characters = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Problem is not null)
            {
                continue;
            }

            if (chunk.Count > 0 && (chunk.Count == HiddenStatesReader.ChunkRows || characters + inputs[i].Length > ChunkCharacters))
            {
                yield return [.. chunk];
                chunk.Clear();
                characters = 0;
            }

            chunk.Add(i);
            characters += inputs[i].Length;
        }

        if (chunk.Count > 0)
        {
            yield return [.. chunk];
        }
    }

    private HiddenStatesResult Result(LanguageInput input, LanguageStates row)
    {
        if (!float.IsFinite(TensorPrimitives.Sum<float>(row.States)) || !float.IsFinite(TensorPrimitives.Sum<float>(row.Zones)))
        {
            return new HiddenStatesResult { Id = input.Item.Id, Error = ItemError.From(InferenceProblems.NotFinite) };
        }

        var shape = model.Pass.Shape;
        return new HiddenStatesResult
        {
            Id = input.Item.Id,
            TokenCount = input.Length,
            Truncated = false,
            Tokens = Characters(input),
            States = plan.Distance || plan.Vectors ? new StateSet(Sequence(row.States, input.Length, shape.StateWidth), null, null) : null,
            Zones = plan.Zones || plan.ZoneNorms
                ? ZoneList.Of(row.Zones, input.Length, shape.Zones, shape.ZoneWidth, plan.ZoneNorms, plan.Zones ? plan.Encoding : null)
                : null,
        };
    }

    private static Token[] Characters(LanguageInput input)
    {
        var tokens = new Token[input.Length];
        string text = input.Item.Text;
        for (int i = 0; i < tokens.Length; i++)
        {
            int start = input.Starts[i], end = i + 1 < tokens.Length ? input.Starts[i + 1] : text.Length;
            tokens[i] = new Token(i, text[start..end], start, end, input.Row.Ids[i + 1] == CharacterVocabulary.UnknownId);
        }

        return tokens;
    }

    private StateSequence Sequence(float[] states, int characters, int width)
    {
        float[]? distance = plan.Distance ? new float[characters] : null;
        if (distance is not null)
        {
            StepDistance.Write(states, width, backward: false, distance);
        }

        return new StateSequence
        {
            Width = width,
            Distance = distance,
            Vectors = plan.Vectors ? VectorList.Of(plan.Encoding, states, characters) : null,
        };
    }
}
