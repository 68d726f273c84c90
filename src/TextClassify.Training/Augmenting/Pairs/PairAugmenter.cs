using System.Text;
using TextClassify.Molecules;
using TextClassify.Similarity;

namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>
/// Chooses among the writings of a pair those whose texts are alike, after Sumner et al. (2020). They draw a pool of K writings for each
/// copy; here a molecule has one list of K + copies - 1, of which copy n sees the writings n to n + K - 1. So a pool of one is the random
/// form, writing by writing.
/// </summary>
internal sealed class PairAugmenter(PairForm form, int pool, int copies, int seed)
{
    // Of ASCII.
    private const int Alphabet = 128;

    // Streams of a row: its target's, then a source's each. No row of a file has more sources than this.
    private const int StreamsARow = 64;

    private readonly SmilesWriter _writer = new();
    private readonly CanonicalForm _canonical = new();
    private readonly SubsequencePattern<byte> _pattern = new(Alphabet);
    private readonly WritingList _targets = new();
    private readonly List<WritingList> _sources = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly double[] _sums = new double[pool];
    private int _count;

    /// <param name="pair">Of the row.</param>
    /// <param name="row">Its number; other rows draw other writings, and none depends on another.</param>
    public IReadOnlyList<AugmentedPair> Augment(SmilesPair pair, int row)
    {
        if (form == PairForm.Canonical)
        {
            string[] texts = [.. pair.Sources.Select(_canonical.Text).Order(StringComparer.Ordinal)];
            return [Pair(string.Join('.', texts), _canonical.Text(pair.Target))];
        }

        Draw(pair, row);
        _used.Clear();
        var augmented = new AugmentedPair[copies];
        for (int copy = 0; copy < copies; copy++)
        {
            int target = TargetOf(copy);
            string text = Encoding.ASCII.GetString(_targets[target]);
            _used.Add(text);
            var source = new StringBuilder();
            for (int i = 0; i < pair.Sources.Count; i++)
            {
                source.Append(i > 0 ? "." : "").Append(Encoding.ASCII.GetString(_sources[i][SourceOf(i, copy, target)]));
            }

            augmented[copy] = Pair(source.ToString(), text);
        }

        return augmented;
    }

    private void Draw(SmilesPair pair, int row)
    {
        int count = form == PairForm.Random ? copies : copies + pool - 1;
        _count = pair.Sources.Count;
        while (_sources.Count < _count)
        {
            _sources.Add(new());
        }

        _targets.Fill(_writer, pair.Target, count, new(seed, row * StreamsARow));
        for (int i = 0; i < pair.Sources.Count; i++)
        {
            _sources[i].Fill(_writer, pair.Sources[i], count, new(seed, (row * StreamsARow) + 1 + i));
        }
    }

    private int TargetOf(int copy)
    {
        switch (form)
        {
            case PairForm.Random:
                return copy;
            case PairForm.Joint:
                return JointTarget(copy);
            default:
                _pattern.Set(_sources[0][copy]);
                return Choose(_targets, copy);
        }
    }

    private int SourceOf(int source, int copy, int target)
    {
        if (source == 0 || form is PairForm.Random or PairForm.Joint)
        {
            return copy;
        }

        _pattern.Set(_targets[target]);
        return Choose(_sources[source], copy);
    }

    // Of a copy's pool, the writing nearest to the pattern, or farthest from it; the first of equal ones.
    private int Choose(WritingList writings, int copy)
    {
        int sign = form == PairForm.Least ? -1 : 1;
        int best = copy;
        double most = double.NegativeInfinity;
        for (int i = copy; i < copy + pool; i++)
        {
            double ratio = sign * _pattern.RatioTo(writings[i]);
            if (ratio > most)
            {
                (best, most) = (i, ratio);
            }
        }

        return best;
    }

    // A target that was used already is taken again only where the pool has no other.
    private int JointTarget(int copy)
    {
        var sums = _sums.AsSpan(0, pool);
        sums.Clear();
        for (int source = 0; source < _count; source++)
        {
            _pattern.Set(_sources[source][copy]);
            for (int i = 0; i < pool; i++)
            {
                sums[i] += _pattern.RatioTo(_targets[copy + i]);
            }
        }

        int best = -1, fresh = -1;
        for (int i = 0; i < pool; i++)
        {
            best = best < 0 || sums[i] > sums[best] ? i : best;
            if ((fresh < 0 || sums[i] > sums[fresh]) && !_used.Contains(Encoding.ASCII.GetString(_targets[copy + i])))
            {
                fresh = i;
            }
        }

        return copy + (fresh >= 0 ? fresh : best);
    }

    private AugmentedPair Pair(string source, string target)
    {
        _pattern.Set(Encoding.ASCII.GetBytes(source));
        return new(source, target, _pattern.RatioTo(Encoding.ASCII.GetBytes(target)));
    }
}
