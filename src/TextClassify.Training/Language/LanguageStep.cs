using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>Forward, backward and update on one window of the streams. Owns the optimizer's state.</summary>
internal sealed class LanguageStep(CharacterNet net, LanguageTraining training, LossGuard guard)
{
    private readonly NetOptimizer _optimizer = new(net.Weights);

    public IEnumerable<Weight> State => _optimizer.State;

    public static CharacterDropout Rates(LanguageTraining training) => new(training.LayerDropout, training.RecurrentDropout, training.Zoneout);

    /// <summary>Gives the window's loss, nats a character. Leaves no tensor behind.</summary>
    /// <param name="inputs">int64 [T,B].</param>
    /// <param name="targets">What follows each; int64 [T,B].</param>
    /// <param name="state">Before the window; takes the values behind it.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is no number.</exception>
    public double Run(Tensor inputs, Tensor targets, Tensor[] state, int step)
    {
        using var scope = NewDisposeScope();
        Tensor[] next = [.. state];
        var (logits, _) = net.Forward(inputs, next, Rates(training), training: true);
        var loss = Loss(logits, targets);
        double value = loss.item<float>();
        guard.ThrowIfNoNumber(value, "training", step, moved: step > 1);
        net.zero_grad();
        loss.backward();
        Carry(next, state);
        double squares = _optimizer.SquaredNorm();
        guard.ThrowIfNoGradient(squares, step);
        float scale = (float)Math.Min(1, training.ClipNorm / (Math.Sqrt(squares) + 1e-12));
        double rate = training.LearningRate * LearningRate.Factor(step - 1, training.Steps, training.WarmUp, DecayKind.Cosine);
        _optimizer.Step(step, (float)rate, (float)training.WeightDecay, scale);
        return value;
    }

    /// <summary>Nats a character.</summary>
    public static Tensor Loss(Tensor logits, Tensor targets) => nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten());

    /// <summary>By value: a last state is a slice that would keep its whole window's states, 8 MB a step of <c>lm_char</c>.</summary>
    public static void Carry(Tensor[] last, Tensor[] state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i].copy_(last[i].detach());
        }
    }

    public void Load(WeightTable state) => _optimizer.Load(state);
}
