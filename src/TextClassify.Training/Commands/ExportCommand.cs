using System.CommandLine;
using System.Globalization;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Commands;

/// <summary><c>export</c>: the graph of a run, with the proof that it says what the net says.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "The run folder that train wrote.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for forward.onnx and embedding.f16.bin.", Required = true };
        var data = new Option<string?>("--data") { Description = $"The data folder (default: {DataFolder.Variable}, then data/ beside the solution)." };
        var command = new Command(
            "export",
            """
            Writes a run as an ONNX graph and compares it with the Torch net on every development text.

            Example:
              dotnet run -c Release --project src/TextClassify.Training -- export --run runs/sentiment-1 --out /tmp/sentiment
            """)
        {
            run,
            output,
            data,
        };

        command.SetAction(async (result, cancellationToken) =>
        {
            TorchLoader.Load(threads: 1);
            var source = RunFolder.Open(result.GetRequiredValue(run));
            var model = TrainedModel.Read(source, TrainedModel.FindData(source, result.GetValue(data)), cancellationToken);
            string folder = result.GetRequiredValue(output);
            var report = await ForwardExport.WriteAsync(model, folder, TimeProvider.System, cancellationToken);
            await result.InvocationConfiguration.Output.WriteLineAsync(Format(report, folder).AsMemory(), cancellationToken);
            return report.Holds ? 0 : 1;
        });
        return command;
    }

    private static string Format(ExportReport report, string folder)
    {
        double graph = report.GraphTime.TotalMicroseconds / report.Tokens, net = report.NetTime.TotalMicroseconds / report.Tokens;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Path.Combine(folder, ModelManifest.ForwardFile)}
            parity    {(report.Parity.Holds ? "holds" : "FAILS")}: {report.Parity.Rows} development texts, largest logit difference {report.Parity.MaxDifference:E2} (limit {Parity.Tolerance:E0}), {report.Parity.OtherLabels} other labels
            evidence  {(report.EvidenceGap <= ExportReport.EvidenceTolerance ? "adds up" : "FAILS")}: largest |logit - (bias + sum)| {report.EvidenceGap:E2} (limit {ExportReport.EvidenceTolerance:E0})
            time      ONNX Runtime {graph:F2} us a token, Torch {net:F2} us a token (one thread each, batches of 64): ratio {net / graph:F2}
            """);
    }
}
