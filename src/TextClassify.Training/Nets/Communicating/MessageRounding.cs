using TorchSharp;
using static TorchSharp.torch;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>Messages as they arrive: in the precision they are sent in, with the gradient of unrounded ones (straight-through).</summary>
internal static class MessageRounding
{
    private static readonly Scalar Steps = 127;

    /// <param name="messages">Within -1 and 1.</param>
    /// <param name="precision">Of the transport.</param>
    public static Tensor Round(Tensor messages, MessagePrecision precision)
    {
        if (precision is MessagePrecision.Fp32)
        {
            return messages;
        }

        using var frozen = no_grad();
        var rounded = precision is MessagePrecision.Fp16
            ? messages.to_type(ScalarType.Float16).to_type(messages.dtype)
            : (messages * Steps).round() / Steps;
        var error = rounded.Minus(messages);
        using var thawed = enable_grad();
        return messages.Plus(error);
    }
}
