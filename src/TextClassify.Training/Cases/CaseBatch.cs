using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Cases;

/// <summary>Cases side by side.</summary>
/// <param name="Tokens">Of each source; one that is missing has one token of padding.</param>
/// <param name="Present">[B,N], 1 where a source takes part.</param>
/// <param name="Labels">[B].</param>
internal sealed record CaseBatch(IReadOnlyList<TokenBatch> Tokens, float[] Present, long[] Labels)
{
    private static readonly ReadOnlyMemory<int> Nothing = new[] { Vocabulary.PadId };

    /// <summary>N.</summary>
    public int Sources => Tokens.Count;

    /// <summary>B.</summary>
    public int Rows => Labels.Length;

    public static CaseBatch Of(IReadOnlyList<EncodedCase> cases)
    {
        int sources = cases[0].Texts.Count;
        return new(
            [
                .. Enumerable.Range(0, sources).Select(source => TokenBatch.Of(
                    [.. cases.Select(one => one.Texts[source].Length > 0 ? one.Texts[source].Ids : Nothing)])),
            ],
            [.. cases.SelectMany(one => one.Texts.Select(text => text.Length > 0 ? 1f : 0))],
            [.. cases.Select(one => (long)one.Label)]);
    }

    /// <summary>All tokens of all sources as one row of positions, so that one gradient comes back for the table.</summary>
    public TokenBatch Flat()
    {
        int[] ids = [.. Tokens.SelectMany(tokens => tokens.Ids)];
        int[] lengths = new int[ids.Length];
        Array.Fill(lengths, 1);
        return new(ids, lengths, Time: 1);
    }

    /// <summary>x of each source, [T,B,D], of what was gathered for <see cref="Flat"/>.</summary>
    public Tensor[] Cut(Tensor gathered)
    {
        var parts = new Tensor[Sources];
        long start = 0;
        for (int source = 0; source < parts.Length; source++)
        {
            var tokens = Tokens[source];
            parts[source] = gathered.narrow(1, start, tokens.Ids.Length).view(tokens.Time, tokens.Rows, gathered.size(2));
            start += tokens.Ids.Length;
        }

        return parts;
    }

    public Tensor PresentTensor() => tensor(Present, [Rows, Sources]);

    /// <summary>Leaves sources out by chance, one of each case being kept.</summary>
    public CaseBatch Drop(double chance, Random draws)
    {
        float[] present = [.. Present];
        for (int row = 0; chance > 0 && row < Rows; row++)
        {
            var here = present.AsSpan(row * Sources, Sources);
            int left = here.Count(1f);
            foreach (ref float one in here)
            {
                if (one > 0 && left > 1 && draws.NextDouble() < chance)
                {
                    one = 0;
                    left--;
                }
            }
        }

        return this with { Present = present };
    }

    /// <summary>Messages that are lost by chance; <paramref name="loss"/> 1 loses all.</summary>
    public Arrivals Arrivals(double loss, Generator? random = null) => new(PresentTensor())
    {
        IsHard = true,
        Kept = loss <= 0 ? null
            : loss >= 1 ? () => zeros(Rows, Sources, Sources)
            : () => empty(Rows, Sources, Sources).bernoulli_(1 - loss, random),
    };
}
