using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx.Contextual;

/// <summary>
/// The CRNN's equations over <see cref="Part"/>s in double precision, one text at a time, as [time][unit]. Plain on purpose: it is the
/// oracle.
/// </summary>
internal sealed class ContextualReference(CrnnOptions options, WeightTable weights)
{
    private readonly CrnnReference _net = new(options, weights);

    public (double[] Beta, double[] Gamma) Logits(int[] ids, bool[] phrase)
    {
        Part[][] x = [.. _net.Embed(ids).Select(
            (row, t) => row.Select(value => phrase[t] ? new Part(value, 0, 0) : new Part(0, value, 0)).ToArray())];
        var words = Words(States(x, ""), States(x, "_reverse"));
        var attention = WordWeights(x);
        Part[] text = [.. attention.SelectMany(row => Enumerable.Range(0, options.WordWidth)
            .Select(k => row.Select((a, t) => a * words[t][k]).Aggregate((sum, next) => sum + next)))];
        var logits = Affine("output", text);
        return ([.. logits.Select(z => z.Phrase)], [.. logits.Select(z => z.Rest + z.Constant)]);
    }

    private Part[][] States(Part[][] x, string suffix)
    {
        var states = new Part[x.Length][];
        Part[] h = new Part[options.StateWidth], c = new Part[options.StateWidth];
        for (int step = 0; step < x.Length; step++)
        {
            int t = suffix.Length > 0 ? x.Length - 1 - step : step;
            var input = Affine(weights[$"rnn.weight_ih_l0{suffix}"], weights[$"rnn.bias_ih_l0{suffix}"], x[t]);
            var recurrent = Affine(weights[$"rnn.weight_hh_l0{suffix}"], weights[$"rnn.bias_hh_l0{suffix}"], h);
            h = options.Cell is CellKind.Lstm ? Lstm(input, recurrent, c) : Gru(input, recurrent, h);
            states[t] = h;
        }

        return states;
    }

    private static Part[] Lstm(Part[] input, Part[] recurrent, Part[] cell)
    {
        int m = cell.Length;
        var h = new Part[m];
        for (int j = 0; j < m; j++)
        {
            Part Gate(int gate) => input[(gate * m) + j] + recurrent[(gate * m) + j];
            cell[j] = ((Gate(1).Through(Sigmoid) * cell[j]) + (Gate(0).Through(Sigmoid) * Gate(2).Through(Math.Tanh))).Settled;
            h[j] = Sigmoid(Gate(3).Whole) * cell[j].Through(Math.Tanh);
        }

        return h;
    }

    private static Part[] Gru(Part[] input, Part[] recurrent, Part[] previous)
    {
        int m = previous.Length;
        var h = new Part[m];
        for (int j = 0; j < m; j++)
        {
            Part reset = (input[j] + recurrent[j]).Through(Sigmoid), update = (input[m + j] + recurrent[m + j]).Through(Sigmoid);
            var candidate = (input[(2 * m) + j] + (reset * recurrent[(2 * m) + j])).Through(Math.Tanh);
            h[j] = (candidate + (update * (previous[j] - candidate))).Settled;
        }

        return h;
    }

    private Part[][] Words(Part[][] forward, Part[][] backward)
    {
        int m = options.StateWidth;
        var words = new Part[forward.Length][];
        for (int t = 0; t < words.Length; t++)
        {
            Part[] f = forward[t], b = backward[t];
            var v = Affine("tensor.linear", [.. f, .. b]);
            if (options.Tensor is TensorKind.Full)
            {
                float[] tensor = weights["tensor.full"].Values;
                for (int n = 0; n < tensor.Length; n++)
                {
                    v[n / (m * m)] += tensor[n] * (f[n / m % m] * b[n % m]);
                }
            }
            else
            {
                var p = Affine(weights["tensor.p"], null, f);
                var q = Affine(weights["tensor.q"], null, b);
                v = [.. v.Zip(Affine(weights["tensor.u"], null, [.. p.Zip(q, (x, y) => x * y)]), (x, y) => x + y)];
            }

            words[t] = [.. v.Select(value => value.Through(Math.Tanh))];
        }

        return words;
    }

    /// <summary>A as [aspect][time].</summary>
    private Part[][] WordWeights(Part[][] x)
    {
        int d = options.EmbeddingWidth;
        var scores = new Part[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            var features = new List<Part>();
            foreach (int window in options.Windows)
            {
                float[] kernel = weights[$"weights.conv{window}.weight"].Values;
                for (int channel = 0; channel < options.WindowChannels; channel++)
                {
                    var sum = new Part(0, 0, weights[$"weights.conv{window}.bias"].Values[channel]);
                    for (int tap = 0; tap < window; tap++)
                    {
                        int at = t + tap - (window / 2);
                        for (int unit = 0; unit < d && at >= 0 && at < x.Length; unit++)
                        {
                            sum += kernel[(((channel * d) + unit) * window) + tap] * x[at][unit];
                        }
                    }

                    features.Add(sum.Through(value => Math.Max(0, value)));
                }
            }

            scores[t] = Affine("weights.project", [.. features]);
        }

        return [.. Enumerable.Range(0, options.Aspects).Select(r => Softmax([.. scores.Select(score => score[r])]))];
    }

    private static Part[] Softmax(Part[] scores)
    {
        double[] none = Of(s => s.Constant), phrase = Of(s => s.Constant + s.Phrase);
        double[] rest = Of(s => s.Constant + s.Rest), whole = Of(s => s.Whole);
        return [.. none.Select((constant, t) => new Part(
            (phrase[t] - constant + whole[t] - rest[t]) / 2, (rest[t] - constant + whole[t] - phrase[t]) / 2, constant))];

        double[] Of(Func<Part, double> read)
        {
            double[] powers = [.. scores.Select(score => Math.Exp(read(score)))];
            double sum = powers.Sum();
            return [.. powers.Select(power => power / sum)];
        }
    }

    private Part[] Affine(string layer, Part[] x) => Affine(weights[layer + ".weight"], weights[layer + ".bias"], x);

    private static Part[] Affine(Weight weight, Weight? bias, Part[] x)
    {
        var y = new Part[weight.Shape[0]];
        for (int row = 0; row < y.Length; row++)
        {
            y[row] = new Part(0, 0, bias?.Values[row] ?? 0);
            for (int column = 0; column < x.Length; column++)
            {
                y[row] += weight.Values[(row * x.Length) + column] * x[column];
            }
        }

        return y;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
