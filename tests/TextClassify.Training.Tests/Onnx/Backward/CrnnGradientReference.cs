using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx.Backward;

/// <summary>
/// The gradient of sum_c w_c z_c by hand, in double precision, one text at a time, as [time][unit]. Plain on purpose: it is the oracle.
/// </summary>
internal sealed class CrnnGradientReference(CrnnOptions options, WeightTable weights)
{
    private readonly CrnnReference _net = new(options, weights);

    public double[][] Gradient(double[][] x, double[] target)
    {
        double[][] f = _net.States(x, ""), b = _net.States(x, "_reverse"), v = _net.Words(f, b), a = _net.WordWeights(x);
        double[][] gradient = Zeros(x.Length, options.EmbeddingWidth);
        double[][] df = Zeros(x.Length, options.StateWidth), db = Zeros(x.Length, options.StateWidth);
        double[][] da = Zeros(options.Aspects, x.Length);
        double[] text = Back(weights["output.weight"], target);
        for (int t = 0; t < x.Length; t++)
        {
            double[] dv = new double[options.WordWidth];
            for (int i = 0; i < text.Length; i++)
            {
                int aspect = i / options.WordWidth, unit = i % options.WordWidth;
                da[aspect][t] += text[i] * v[t][unit];
                dv[unit] += text[i] * a[aspect][t];
            }

            Tensor([.. dv.Zip(v[t], (d, value) => d * (1 - (value * value)))], f[t], b[t], df[t], db[t]);
        }

        WordWeights(x, a, da, gradient);
        Recurrent(x, f, df, "", gradient);
        Recurrent(x, b, db, "_reverse", gradient);
        return gradient;
    }

    private void Tensor(double[] inner, double[] f, double[] b, double[] df, double[] db)
    {
        int m = options.StateWidth;
        double[] linear = Back(weights["tensor.linear.weight"], inner);
        Add(df, linear[..m]);
        Add(db, linear[m..]);
        if (options.Tensor is TensorKind.LowRank)
        {
            double[] product = Back(weights["tensor.u"], inner);
            double[] p = Times(weights["tensor.p"], f), q = Times(weights["tensor.q"], b);
            Add(df, Back(weights["tensor.p"], [.. product.Zip(q, (d, value) => d * value)]));
            Add(db, Back(weights["tensor.q"], [.. product.Zip(p, (d, value) => d * value)]));
            return;
        }

        float[] tensor = weights["tensor.full"].Values;
        for (int n = 0; n < tensor.Length; n++)
        {
            int k = n / (m * m), i = n / m % m, j = n % m;
            df[i] += inner[k] * tensor[n] * b[j];
            db[j] += inner[k] * tensor[n] * f[i];
        }
    }

    private void WordWeights(double[][] x, double[][] a, double[][] da, double[][] gradient)
    {
        double[] means = [.. a.Zip(da, (row, d) => row.Zip(d, (weight, value) => weight * value).Sum())];
        for (int t = 0; t < x.Length; t++)
        {
            double[] scores = [.. a.Select((row, r) => row[t] * (da[r][t] - means[r]))];
            double[] features = Back(weights["weights.project.weight"], scores);
            for (int i = 0; i < features.Length; i++)
            {
                int window = options.Windows[i / options.WindowChannels], channel = i % options.WindowChannels;
                float[] kernel = weights[$"weights.conv{window}.weight"].Values;
                double sum = weights[$"weights.conv{window}.bias"].Values[channel];
                Taps((at, unit, weight) => sum += weight * x[at][unit]);
                if (sum > 0)
                {
                    Taps((at, unit, weight) => gradient[at][unit] += weight * features[i]);
                }

                void Taps(Action<int, int, double> visit)
                {
                    for (int n = 0; n < options.EmbeddingWidth * window; n++)
                    {
                        int unit = n / window, at = t + (n % window) - (window / 2);
                        if (at >= 0 && at < x.Length)
                        {
                            visit(at, unit, kernel[(channel * options.EmbeddingWidth * window) + n]);
                        }
                    }
                }
            }
        }
    }

    private void Recurrent(double[][] x, double[][] states, double[][] upstream, string suffix, double[][] gradient)
    {
        int[] order = [.. Enumerable.Range(0, x.Length)];
        if (suffix.Length > 0)
        {
            Array.Reverse(order);
        }

        double[] none = new double[options.StateWidth], later = [.. none], laterCell = [.. none];
        var cells = new List<double[]> { none };
        foreach (int t in order.Where(_ => options.Cell is CellKind.Lstm))
        {
            double[] gates = Sum(Input(t), State(Array.IndexOf(order, t)));
            cells.Add([.. none.Select(
                (_, j) => (Sigmoid(Gate(gates, 1, j)) * cells[^1][j]) + (Sigmoid(Gate(gates, 0, j)) * Math.Tanh(Gate(gates, 2, j))))]);
        }

        for (int step = x.Length - 1; step >= 0; step--)
        {
            int t = order[step];
            double[] dh = Sum(upstream[t], later);
            double[] input = Input(t), state = State(step);
            double[] byInput, byState;
            later = new double[none.Length];
            if (options.Cell is CellKind.Lstm)
            {
                byInput = byState = Lstm(Sum(input, state), cells[step], cells[step + 1], dh, laterCell);
            }
            else
            {
                (byInput, byState) = Gru(input, state, step > 0 ? states[order[step - 1]] : none, dh, later);
            }

            Add(gradient[t], Back(weights[$"rnn.weight_ih_l0{suffix}"], byInput));
            Add(later, Back(weights[$"rnn.weight_hh_l0{suffix}"], byState));
        }

        double[] Input(int t) => Sum(Times(weights[$"rnn.weight_ih_l0{suffix}"], x[t]), Values($"rnn.bias_ih_l0{suffix}"));

        double[] State(int step) => Sum(
            Times(weights[$"rnn.weight_hh_l0{suffix}"], step > 0 ? states[order[step - 1]] : none), Values($"rnn.bias_hh_l0{suffix}"));
    }

    /// <summary>Torch's order i, f, g, o; <paramref name="dc"/> comes in from the next step and leaves for the one before.</summary>
    private double[] Lstm(double[] gates, double[] before, double[] cell, double[] dh, double[] dc)
    {
        int m = options.StateWidth;
        double[] d = new double[4 * m];
        for (int j = 0; j < m; j++)
        {
            double i = Sigmoid(Gate(gates, 0, j)), f = Sigmoid(Gate(gates, 1, j));
            double g = Math.Tanh(Gate(gates, 2, j)), o = Sigmoid(Gate(gates, 3, j));
            double squashed = Math.Tanh(cell[j]);
            dc[j] += dh[j] * o * (1 - (squashed * squashed));
            d[j] = dc[j] * g * i * (1 - i);
            d[m + j] = dc[j] * before[j] * f * (1 - f);
            d[(2 * m) + j] = dc[j] * i * (1 - (g * g));
            d[(3 * m) + j] = dh[j] * squashed * o * (1 - o);
            dc[j] *= f;
        }

        return d;
    }

    /// <summary>Torch's order r, z, n; the update gate's straight way to the state before goes into <paramref name="earlier"/>.</summary>
    private (double[] ByInput, double[] ByState) Gru(double[] input, double[] state, double[] before, double[] dh, double[] earlier)
    {
        int m = options.StateWidth;
        double[] byInput = new double[3 * m], byState = new double[3 * m];
        for (int j = 0; j < m; j++)
        {
            double r = Sigmoid(Gate(input, 0, j) + Gate(state, 0, j)), z = Sigmoid(Gate(input, 1, j) + Gate(state, 1, j));
            double n = Math.Tanh(Gate(input, 2, j) + (r * Gate(state, 2, j)));
            double dn = dh[j] * (1 - z) * (1 - (n * n));
            byInput[j] = byState[j] = dn * Gate(state, 2, j) * r * (1 - r);
            byInput[m + j] = byState[m + j] = dh[j] * (before[j] - n) * z * (1 - z);
            byInput[(2 * m) + j] = dn;
            byState[(2 * m) + j] = dn * r;
            earlier[j] += dh[j] * z;
        }

        return (byInput, byState);
    }

    private double Gate(double[] gates, int gate, int unit) => gates[(gate * options.StateWidth) + unit];

    private double[] Values(string name) => [.. weights[name].Values.Select(value => (double)value)];

    private static double[][] Zeros(int rows, int width) => [.. Enumerable.Range(0, rows).Select(_ => new double[width])];

    private static double[] Times(Weight weight, double[] x) =>
        [.. weight.Values.Chunk(x.Length).Select(row => row.Zip(x, (w, value) => w * value).Sum())];

    /// <summary>W' d.</summary>
    private static double[] Back(Weight weight, double[] d)
    {
        double[] x = new double[weight.Values.Length / d.Length];
        for (int i = 0; i < weight.Values.Length; i++)
        {
            x[i % x.Length] += weight.Values[i] * d[i / x.Length];
        }

        return x;
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static void Add(double[] into, double[] values)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] += values[i];
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
