namespace TextClassify.Training.Vectors;

/// <summary>Draws from a fixed distribution in constant time (Walker 1977, in Vose's form).</summary>
internal sealed class AliasTable
{
    private readonly float[] _threshold;
    private readonly int[] _alias;

    public AliasTable(IReadOnlyList<double> weights)
    {
        int count = weights.Count;
        double mean = weights.Sum() / count;
        double[] scaled = [.. weights.Select(weight => weight / mean)];
        _threshold = new float[count];
        _alias = new int[count];
        var small = new Stack<int>(Enumerable.Range(0, count).Where(i => scaled[i] < 1));
        var large = new Stack<int>(Enumerable.Range(0, count).Where(i => scaled[i] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            int under = small.Pop();
            int over = large.Pop();
            _threshold[under] = (float)scaled[under];
            _alias[under] = over;
            scaled[over] -= 1 - scaled[under];
            (scaled[over] < 1 ? small : large).Push(over);
        }

        // What is left differs from 1 by rounding alone.
        foreach (int certain in small.Concat(large))
        {
            _threshold[certain] = 1;
        }
    }

    public int Draw(ref RandomStream random)
    {
        int row = random.Below(_threshold.Length);
        return random.Unit() < _threshold[row] ? row : _alias[row];
    }
}
