using TextClassify.Numerics;
using TextClassify.Similarity;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>For each text the nearest ones of its label, and of other labels.</summary>
internal sealed class NearTexts
{
    private const int Most = 5;

    // Texts that are looked at for each text and side, drawn where there are more: a file of 100,000 rows would take ten thousand million
    // pairs.
    private const int MostCandidates = 2_000;

    private readonly IReadOnlyList<int[]> _texts;
    private readonly IReadOnlyList<string> _labels;
    private readonly SubsequencePattern<int> _pattern;
    private readonly Dictionary<string, int[]> _same = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _other = new(StringComparer.Ordinal);

    public NearTexts(IReadOnlyList<int[]> texts, IReadOnlyList<string> labels, int alphabet, int seed)
    {
        (_texts, _labels, _pattern) = (texts, labels, new(alphabet));
        int stream = 0;
        foreach (string label in labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _same[label] = Some(label, own: true, new(seed, --stream));
            _other[label] = Some(label, own: false, new(seed, --stream));
        }
    }

    public int[][] OfSameLabel(int text) => Nearest(text, _same[_labels[text]]);

    public int[][] OfOtherLabels(int text) => Nearest(text, _other[_labels[text]]);

    private int[][] Nearest(int text, int[] candidates)
    {
        _pattern.Set(_texts[text]);
        return
        [
            .. candidates.Where(other => other != text && !_texts[other].AsSpan().SequenceEqual(_texts[text]))
                .Select(other => (Other: other, Ratio: _pattern.RatioTo(_texts[other])))
                .OrderByDescending(pair => pair.Ratio).ThenBy(pair => pair.Other).Take(Most).Select(pair => _texts[pair.Other]),
        ];
    }

    private int[] Some(string label, bool own, SplitMix64 random)
    {
        int[] all = [.. Enumerable.Range(0, _texts.Count).Where(text => (_labels[text] == label) == own)];
        if (all.Length > MostCandidates)
        {
            random.Shuffle(all);
            all = all[..MostCandidates];
        }

        return all;
    }
}
