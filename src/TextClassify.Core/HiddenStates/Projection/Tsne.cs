namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// t-SNE without approximation (van der Maaten and Hinton 2008): every pair repels every iteration. Nothing is drawn by chance, since it
/// starts from the principal components (Kobak and Berens 2019).
/// </summary>
internal static class Tsne
{
    private const float StartDeviation = 1e-4f;
    private const float SmallestGain = 0.01f;

    /// <param name="affinities">P.</param>
    /// <param name="xs">[N], the first principal component; receives the map.</param>
    /// <param name="ys">[N], the second.</param>
    /// <param name="options">Iterations and rates.</param>
    /// <param name="work">Threads and cancellation; they change no bit.</param>
    /// <param name="done">Called after each iteration.</param>
    /// <returns>KL(P || Q) of the map, in nats.</returns>
    public static double Run(Affinities affinities, float[] xs, float[] ys, TsneOptions options, ParallelOptions work, Action? done = null)
    {
        int count = affinities.Count;
        Start(xs, ys);
        var objective = new TsneObjective(affinities, work);
        var horizontal = new Descent(count, options.LearningRate(count));
        var vertical = new Descent(count, options.LearningRate(count));
        for (int iteration = 0; iteration < options.TotalIterations; iteration++)
        {
            bool early = iteration < options.ExaggeratedIterations;
            objective.WriteGradient(xs, ys, early ? options.Exaggeration : 1, horizontal.Gradient, vertical.Gradient);
            horizontal.Step(xs, early ? 0.5f : 0.8f);
            vertical.Step(ys, early ? 0.5f : 0.8f);
            done?.Invoke();
        }

        return objective.Divergence(xs, ys);
    }

    /// <summary>Both axes by one factor, so that the picture keeps its shape.</summary>
    private static void Start(float[] xs, float[] ys)
    {
        double squares = 0;
        foreach (float x in xs)
        {
            squares += (double)x * x;
        }

        float deviation = (float)Math.Sqrt(squares / xs.Length);
        float scale = deviation > 0 ? StartDeviation / deviation : 0;
        for (int i = 0; i < xs.Length; i++)
        {
            xs[i] *= scale;
            ys[i] *= scale;
        }
    }

    /// <summary>Momentum and gains (Jacobs 1988) of one axis.</summary>
    private sealed class Descent(int count, float rate)
    {
        private readonly float[] _steps = new float[count];
        private readonly float[] _gains = NewGains(count);

        public float[] Gradient { get; } = new float[count];

        public void Step(float[] values, float momentum)
        {
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                bool turned = (Gradient[i] > 0) != (_steps[i] > 0);
                _gains[i] = Math.Max(SmallestGain, turned ? _gains[i] + 0.2f : _gains[i] * 0.8f);
                _steps[i] = (momentum * _steps[i]) - (rate * _gains[i] * Gradient[i]);
                values[i] += _steps[i];
                sum += values[i];
            }

            float mean = (float)(sum / values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] -= mean;
            }
        }

        private static float[] NewGains(int count)
        {
            float[] gains = new float[count];
            Array.Fill(gains, 1f);
            return gains;
        }
    }
}
