using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>Runs a written graph through ONNX Runtime, from a file, as the service does.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-graph-").FullName;
    private readonly InferenceSession _session;

    /// <param name="model">The graph.</param>
    /// <param name="files">Writes files beside the graph, into the folder it is given.</param>
    public GraphRun(ModelProto model, Action<string>? files = null)
    {
        string path = Path.Combine(_folder, "graph.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        files?.Invoke(_folder);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
    }

    public IEnumerable<string> OutputNames => _session.OutputMetadata.Keys;

    public static OrtValue Floats(float[] values, params long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);

    public static OrtValue Longs(long[] values, params long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);

    public static OrtValue Bools(bool[] values, params long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);

    public static OrtValue Ints(int[] values, params long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);

    public static OrtValue Doubles(double[] values, params long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);

    public (float[] Values, long[] Shape) Run(string output, params (string Name, OrtValue Value)[] inputs) => Run<float>(output, inputs);

    public (T[] Values, long[] Shape) Run<T>(string output, params (string Name, OrtValue Value)[] inputs)
        where T : unmanaged
    {
        using var options = new RunOptions();
        using var results = _session.Run(
            options, [.. inputs.Select(input => input.Name)], [.. inputs.Select(input => input.Value)], [output]);
        return (results[0].GetTensorDataAsSpan<T>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
