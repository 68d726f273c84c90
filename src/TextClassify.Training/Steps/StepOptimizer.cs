namespace TextClassify.Training.Steps;

/// <summary>Backward and update of a step. Owns the optimizers' state.</summary>
internal sealed class StepOptimizer(NamedNet net, WordTable? words, IStepSettings settings, LossGuard guard)
{
    private readonly NetOptimizer _net = new(net.Weights, settings.Muon);
    private readonly RowOptimizer? _rows = words is null ? null : new(words);

    public LossGuard Guard => guard;

    public IEnumerable<Weight> State => _net.State.Concat(_rows?.State ?? []);

    /// <summary>Gives the batch's loss. Leaves the pass's tensors to the caller's scope.</summary>
    /// <param name="pass">A forward pass through the net.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="steps">Steps of the whole training.</param>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is no number.</exception>
    public double Run(StepLoss pass, int step, int steps)
    {
        double value = pass.Loss.item<float>();
        guard.ThrowIfNoNumber(value, "training", step, moved: step > 1);
        int own = step - Begun(step);
        if (own == 1 && step > 1)
        {
            _net.Forget();
        }

        net.zero_grad();
        pass.Loss.backward();
        pass.Carry?.Invoke();
        double squares = _net.SquaredNorm();
        if (pass.Words is { } gathered)
        {
            squares += _rows!.Accumulate(gathered.Batch, Crnn.Values(gathered.Embedded.grad!.contiguous()));
        }

        guard.ThrowIfNoGradient(squares, step);
        float scale = (float)Math.Min(1, settings.ClipNorm / (Math.Sqrt(squares) + 1e-12));
        double rate = RateOf(step, steps);
        _net.Step(own, (float)rate, (float)settings.WeightDecay, scale);
        _rows?.Step((float)(rate * settings.EmbeddingRate), scale);
        return value;
    }

    /// <summary>The learning rate of a step, from 1.</summary>
    public double RateOf(int step, int steps)
    {
        int begun = Begun(step), end = begun < settings.RestartAt ? settings.RestartAt : steps;
        return settings.LearningRate * LearningRate.Factor(step - begun - 1, end - begun, settings.WarmUp, settings.Decay);
    }

    public void Load(WeightTable state)
    {
        _net.Load(state);
        _rows?.Load(state);
    }

    /// <summary>Steps before the schedule that a step belongs to.</summary>
    private int Begun(int step) => settings.RestartAt is > 0 and var restart && step > restart ? restart : 0;
}
