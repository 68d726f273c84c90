using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>Weights of a small CRNN by seed, with values large enough to bend every nonlinearity.</summary>
internal static class RandomWeights
{
    public const int Vocabulary = 23;
    public const int Classes = 3;

    /// <summary>The same with a linear term; all other weights are those of <see cref="Create"/>.</summary>
    public static WeightTable CreateLinear(CrnnOptions options, int seed, int vocabulary = Vocabulary)
    {
        var random = new Random(seed + 1_000);
        float[] shares = [.. Enumerable.Range(0, vocabulary * Classes).Select(_ => (float)(Half)(random.NextSingle() - 0.5f))];
        return new(Create(options, seed, vocabulary).All.Append(new(LinearTerm.Name, [vocabulary, Classes], shares)));
    }

    public static WeightTable Create(CrnnOptions options, int seed, int vocabulary = Vocabulary, int classes = Classes, float scale = 1.6f)
    {
        var random = new Random(seed);
        int d = options.EmbeddingWidth, m = options.StateWidth, k = options.WordWidth;
        int h = options.WindowChannels, r = options.Aspects;
        int gates = (options.Cell is CellKind.Lstm ? 4 : 3) * m;
        var weights = new List<Weight>();

        void Add(string name, params int[] shape)
        {
            float[] values = new float[shape.Aggregate(1, (product, size) => product * size)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextSingle() - 0.5f) * scale;
            }

            weights.Add(new Weight(name, shape, values));
        }

        Add("embedding.weight", vocabulary, d);
        foreach (string direction in (string[])["", "_reverse"])
        {
            Add($"rnn.weight_ih_l0{direction}", gates, d);
            Add($"rnn.weight_hh_l0{direction}", gates, m);
            Add($"rnn.bias_ih_l0{direction}", gates);
            Add($"rnn.bias_hh_l0{direction}", gates);
        }

        if (options.Tensor is TensorKind.Full)
        {
            Add("tensor.full", k, m, m);
        }
        else
        {
            Add("tensor.p", options.TensorRank, m);
            Add("tensor.q", options.TensorRank, m);
            Add("tensor.u", k, options.TensorRank);
        }

        Add("tensor.linear.weight", k, 2 * m);
        Add("tensor.linear.bias", k);
        foreach (int window in options.Windows)
        {
            Add($"weights.conv{window}.weight", h, d, window);
            Add($"weights.conv{window}.bias", h);
        }

        Add("weights.project.weight", r, h * options.Windows.Count);
        Add("weights.project.bias", r);
        Add("output.weight", classes, r * k);
        Add("output.bias", classes);
        return new WeightTable(weights);
    }
}
