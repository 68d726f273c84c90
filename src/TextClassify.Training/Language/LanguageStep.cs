using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>The forward pass of a window of the streams.</summary>
internal static class LanguageStep
{
    public static CharacterDropout Rates(LanguageTraining training) =>
        new(training.LayerDropout, training.RecurrentDropout, training.Zoneout);

    /// <summary>The window's loss, nats a character.</summary>
    /// <param name="net">Reads.</param>
    /// <param name="training">What it leaves out.</param>
    /// <param name="inputs">int64 [T,B].</param>
    /// <param name="targets">What follows each; int64 [T,B].</param>
    /// <param name="state">Before the window; takes the values behind it once the gradients are there.</param>
    public static StepLoss Of(CharacterNet net, LanguageTraining training, Tensor inputs, Tensor targets, Tensor[] state)
    {
        var type = net.Weights[0].Value.dtype;
        Tensor[] next = [.. state.Select(values => values.to(type))];
        var (logits, _) = net.Forward(inputs, next, Rates(training), training: true);
        return new(Loss(logits, targets), (int)inputs.numel()) { Carry = () => Carry(next, state) };
    }

    /// <summary>Nats a character, at least in single precision.</summary>
    public static Tensor Loss(Tensor logits, Tensor targets)
    {
        var rows = logits.flatten(0, 1);
        return nn.functional.cross_entropy(rows.dtype is ScalarType.BFloat16 ? rows.to(ScalarType.Float32) : rows, targets.flatten());
    }

    /// <summary>By value: a last state is a slice that would keep its whole window's states, 8 MB a step of <c>lm_char</c>.</summary>
    public static void Carry(Tensor[] last, Tensor[] state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i].copy_(last[i].detach());
        }
    }
}
