using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets.Communicating;

public sealed class MessageRoundingTests
{
    [Theory]
    [InlineData(MessagePrecision.Fp32, 0.123456789f, 0.123456789f)]
    [InlineData(MessagePrecision.Fp16, 0.123456789f, 0.12347412f)]
    [InlineData(MessagePrecision.Bits8, 0.123456789f, 16 / 127f)]
    [InlineData(MessagePrecision.Bits8, -1f, -1f)]
    public void Round_Precision_GivesItsNearestValueAndTheGradientOfNone(MessagePrecision precision, float value, float expected)
    {
        using var scope = NewDisposeScope();
        var message = tensor((float[])[value], requires_grad: true);

        var rounded = MessageRounding.Round(message, precision);
        (rounded * rounded).sum().backward();

        Assert.Equal(expected, rounded.item<float>(), 1e-7);
        Assert.Equal(2 * expected, message.grad!.item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(MessagePrecision.Fp32, 64)]
    [InlineData(MessagePrecision.Fp16, 32)]
    [InlineData(MessagePrecision.Bits8, 16)]
    public void MessageBytes_Precision_IsItsPayload(MessagePrecision precision, int bytes) =>
        Assert.Equal(bytes, new CommunicatingNetOptions { MessageWidth = 16, Precision = precision }.MessageBytes);
}
