using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Onnx;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Benchmarks.Language;

/// <summary>Multiply-adds a second of ONNX Runtime's own matrix product on one thread.</summary>
internal static class ProductSpeed
{
    private const int Width = 512;

    /// <param name="rows">Of the left matrix; the right one is 512 x 512.</param>
    /// <param name="budget">How long to measure.</param>
    public static double Measure(int rows, TimeSpan budget)
    {
        var random = new Random(1);
        float[] weights = [.. Enumerable.Range(0, Width * Width).Select(_ => random.NextSingle() - 0.5f)];
        var graph = new GraphBuilder("product");
        var product = graph.MatMul(graph.Input("x", DataType.Float, "rows", "512"), graph.Weight("w", [Width, Width], weights));
        graph.Output("y", product, "rows", "512");

        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(graph.Build().ToByteArray(), options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(weights[..(rows * Width)], [rows, Width]);
        using var output = OrtValue.CreateTensorValueFromMemory(new float[rows * Width], [rows, Width]);
        string[] from = ["x"], to = ["y"];
        OrtValue[] inputs = [input], outputs = [output];
        var samples = Samples.Interleave(warmUp: 20, least: 50, budget, () => session.Run(run, from, inputs, to, outputs));
        return rows * (double)Width * Width / (samples[0].Median / 1_000);
    }
}
