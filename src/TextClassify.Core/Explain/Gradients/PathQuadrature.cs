namespace TextClassify.Explain.Gradients;

/// <summary>The integral of the gradient along one straight path, by as many nodes as its certificate asks for.</summary>
internal sealed class PathQuadrature
{
    private const string StepsName = "n_steps";

    private static readonly int[] Adaptive = [8, 16, 32, 64, 128];

    private readonly GradientRun _run;
    private readonly ExplanationQuery _request;
    private readonly float[] _baseline;
    private readonly float[] _step;
    private readonly float[] _ends;
    private readonly int[] _rounds;

    private PathQuadrature(GradientRun run, ExplanationQuery request, float[] baseline, float[] step, float[] ends)
    {
        _run = run;
        _request = request;
        _baseline = baseline;
        _step = step;
        _ends = ends;
        _rounds = Rounds(request.Parameters);
    }

    public static IntegerParameter Steps { get; } = new(
        StepsName,
        "Gauss-Legendre nodes; left out, 8, 16, 32, 64, 128 in turn until the certificate holds.",
        Default: null,
        Minimum: 1,
        Maximum: 512);

    /// <summary>Of one path: its ends once, and the nodes of all rounds for each class.</summary>
    public static long MostModelCalls(ParameterValues parameters, ExplainSize size)
    {
        long nodes = 0;
        foreach (int round in Rounds(parameters))
        {
            nodes += round;
        }

        return 2 + (size.Targets * nodes * GradientRun.MostCallsOfSlopes(parameters, size));
    }

    /// <summary>Reads the model at both ends of the path from <paramref name="baseline"/> to the text.</summary>
    public static async Task<PathQuadrature> StartAsync(
        GradientRun run, ExplanationQuery request, float[] baseline, CancellationToken cancellationToken)
    {
        float[] step = new float[baseline.Length];
        TensorPrimitives.Subtract(run.Embeddings, baseline, step);
        float[] ends = await run.ValuesAsync(
            2, (end, point) => IntegratedGradients.WritePoint(baseline, step, end, point), cancellationToken)
            .ConfigureAwait(false);
        return new PathQuadrature(run, request, baseline, step, ends);
    }

    /// <summary>Scores with their certificate. After the first round the deadline ends it, with the last whole round as the
    /// answer.</summary>
    public async Task<Attribution> IntegrateAsync(Objective objective, CancellationToken cancellationToken)
    {
        int classes = _run.Logits.Length, used = 0;
        double expected = objective.Of(_ends.AsSpan(classes)) - objective.Of(_ends.AsSpan(0, classes));
        double[] scores = new double[_request.Text.Length];
        var certificate = Certificate.Integral(expected, 0);
        foreach (int nodes in _rounds)
        {
            double[] round = new double[scores.Length];
            if (!await TryIntegrateAsync(
                nodes, objective, round, used > 0 ? RunStop.AtOnce : RunStop.Never, cancellationToken).ConfigureAwait(false))
            {
                _run.Interrupted = true;
                certificate = certificate with { Interrupted = true };
                break;
            }

            (scores, used) = (round, nodes);
            certificate = Certificate.Integral(expected, TensorPrimitives.Sum<double>(scores));
            if (certificate.Converged)
            {
                break;
            }

            // A caller who follows is shown whole results, and a result for all labels is whole when the last label is done.
            if (_request.Progress is { } progress && _run.Objectives.Length == 1 && nodes != _rounds[^1])
            {
                await progress(_run.Explain([Attribution(objective, scores, certificate, used)]), cancellationToken).ConfigureAwait(false);
            }
        }

        return Attribution(objective, scores, certificate, used);
    }

    private static int[] Rounds(ParameterValues parameters) => parameters.OptionalInteger(StepsName) is { } given ? [given] : Adaptive;

    private Attribution Attribution(Objective objective, double[] scores, Certificate certificate, int nodes) =>
        objective.Attribution(Array.ConvertAll(scores, score => (float)score)) with
        {
            Certificate = certificate,
            Facts = new Dictionary<string, object>(_run.Facts) { [StepsName] = nodes },
        };

    private async Task<bool> TryIntegrateAsync(
        int nodes, Objective objective, double[] scores, RunStop stop, CancellationToken cancellationToken)
    {
        double[] alphas = new double[nodes], weights = new double[nodes];
        GaussLegendre.Write(alphas, weights);
        int visited = await _run.SlopesAsync(
            nodes,
            (node, point) => IntegratedGradients.WritePoint(_baseline, _step, alphas[node], point),
            _step,
            objective,
            (node, slopes) => IntegratedGradients.Add(slopes, weights[node], scores),
            stop,
            cancellationToken).ConfigureAwait(false);
        return visited == nodes;
    }
}
