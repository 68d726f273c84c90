using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>
/// The CRNN's equations written out in double precision, one text at a time, as [time][unit]. Plain on purpose: it is the oracle.
/// </summary>
internal sealed class CrnnReference(CrnnOptions options, WeightTable weights)
{
    public double[][] Embed(IReadOnlyList<int> ids)
    {
        int width = options.EmbeddingWidth;
        float[] table = weights["embedding.weight"].Values;
        return [.. ids.Select(id => table.Skip(id * width).Take(width).Select(value => (double)value).ToArray())];
    }

    /// <summary>One direction; <paramref name="suffix"/> is empty or <c>_reverse</c>.</summary>
    public double[][] States(double[][] x, string suffix)
    {
        bool reverse = suffix.Length > 0;
        double[][] states = new double[x.Length][];
        double[] h = new double[options.StateWidth], c = new double[options.StateWidth];
        for (int step = 0; step < x.Length; step++)
        {
            int t = reverse ? x.Length - 1 - step : step;
            var input = Affine(weights[$"rnn.weight_ih_l0{suffix}"], weights[$"rnn.bias_ih_l0{suffix}"], x[t]);
            var recurrent = Affine(weights[$"rnn.weight_hh_l0{suffix}"], weights[$"rnn.bias_hh_l0{suffix}"], h);
            h = options.Cell is CellKind.Lstm ? Lstm(input, recurrent, c) : Gru(input, recurrent, h);
            states[t] = h;
        }

        return states;
    }

    public double[][] Words(double[][] forward, double[][] backward)
    {
        int m = options.StateWidth, k = options.WordWidth;
        double[][] words = new double[forward.Length][];
        for (int t = 0; t < words.Length; t++)
        {
            double[] f = forward[t], b = backward[t];
            var v = Affine(weights["tensor.linear.weight"], weights["tensor.linear.bias"], [.. f, .. b]);
            if (options.Tensor is TensorKind.Full)
            {
                float[] tensor = weights["tensor.full"].Values;
                for (int n = 0; n < k * m * m; n++)
                {
                    v[n / (m * m)] += f[n / m % m] * tensor[n] * b[n % m];
                }
            }
            else
            {
                var p = Affine(weights["tensor.p"], null, f);
                var q = Affine(weights["tensor.q"], null, b);
                var u = Affine(weights["tensor.u"], null, [.. p.Zip(q, (a, c) => a * c)]);
                v = [.. v.Zip(u, (a, c) => a + c)];
            }

            words[t] = [.. v.Select(Math.Tanh)];
        }

        return words;
    }

    /// <summary>A as [aspect][time].</summary>
    public double[][] WordWeights(double[][] x)
    {
        int h = options.WindowChannels, d = options.EmbeddingWidth;
        double[][] scores = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            var features = new List<double>();
            foreach (int window in options.Windows)
            {
                var kernel = weights[$"weights.conv{window}.weight"].Values;
                for (int channel = 0; channel < h; channel++)
                {
                    double sum = weights[$"weights.conv{window}.bias"].Values[channel];
                    for (int tap = 0; tap < window; tap++)
                    {
                        int at = t + tap - (window / 2);
                        for (int unit = 0; unit < d && at >= 0 && at < x.Length; unit++)
                        {
                            sum += kernel[(((channel * d) + unit) * window) + tap] * x[at][unit];
                        }
                    }

                    features.Add(Math.Max(0, sum));
                }
            }

            scores[t] = Affine(weights["weights.project.weight"], weights["weights.project.bias"], [.. features]);
        }

        return [.. Enumerable.Range(0, options.Aspects).Select(r => Softmax([.. scores.Select(score => score[r])]))];
    }

    /// <summary>z = b + sum_r W_r S_r.</summary>
    public double[] Logits(double[][] wordWeights, double[][] words) => Affine(
        weights["output.weight"],
        weights["output.bias"],
        [.. wordWeights.SelectMany(
            row => Enumerable.Range(0, options.WordWidth).Select(k => row.Select((a, t) => a * words[t][k]).Sum()))]);

    /// <summary>e as [time][class].</summary>
    public double[][] Evidence(double[][] wordWeights, double[][] words) =>
        [.. words.Select(
            (v, t) => Affine(weights["output.weight"], null, [.. wordWeights.SelectMany(row => v.Select(value => value * row[t]))]))];

    /// <summary>[time][class].</summary>
    public double[][] LocalLogits(double[][] words) =>
        [.. words.Select(v => Affine(
            weights["output.weight"], weights["output.bias"], [.. Enumerable.Repeat(v, options.Aspects).SelectMany(state => state)]))];

    private static double[] Lstm(double[] input, double[] recurrent, double[] cell)
    {
        int m = cell.Length;
        double[] h = new double[m];
        for (int j = 0; j < m; j++)
        {
            double Gate(int gate) => input[(gate * m) + j] + recurrent[(gate * m) + j];
            cell[j] = (Sigmoid(Gate(1)) * cell[j]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
            h[j] = Sigmoid(Gate(3)) * Math.Tanh(cell[j]);
        }

        return h;
    }

    private static double[] Gru(double[] input, double[] recurrent, double[] previous)
    {
        int m = previous.Length;
        double[] h = new double[m];
        for (int j = 0; j < m; j++)
        {
            double reset = Sigmoid(input[j] + recurrent[j]), update = Sigmoid(input[m + j] + recurrent[m + j]);
            double candidate = Math.Tanh(input[(2 * m) + j] + (reset * recurrent[(2 * m) + j]));
            h[j] = ((1 - update) * candidate) + (update * previous[j]);
        }

        return h;
    }

    private static double[] Affine(Weight weight, Weight? bias, double[] x)
    {
        double[] y = new double[weight.Shape[0]];
        for (int row = 0; row < y.Length; row++)
        {
            y[row] = bias?.Values[row] ?? 0;
            for (int column = 0; column < x.Length; column++)
            {
                y[row] += weight.Values[(row * x.Length) + column] * x[column];
            }
        }

        return y;
    }

    private static double[] Softmax(double[] scores)
    {
        double largest = scores.Max(), sum = scores.Sum(score => Math.Exp(score - largest));
        return [.. scores.Select(score => Math.Exp(score - largest) / sum)];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
