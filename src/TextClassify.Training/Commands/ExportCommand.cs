using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Writes a run's graph, with the proof that it says what the net says.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> RunOption = CommonOptions.Required("--run", "The run folder that train wrote.", "DIR");
    private static readonly Option<string> OutOption =
        CommonOptions.Required("--out", "Folder for forward.onnx and embedding.f16.bin.", "DIR");
    private static readonly Option<string?> DataOption = CommonOptions.Data();

    public static Command Create()
    {
        var command = new Command(
            "export",
            """
            Write a run as ONNX graphs and compare them with the Torch net: logits on every development text, gradients in double
            precision on up to 128.

            Example:
              export --run runs/sentiment-1 --out /tmp/sentiment
            """)
        {
            RunOption, OutOption, DataOption,
        };
        command.SetAction((parsed, cancellationToken) => ExportAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task ExportAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var run = RunFolder.Open(parsed.GetRequiredValue(RunOption));
        var model = TrainedModel.Read(run, TrainedModel.FindData(run, parsed.GetValue(DataOption)), cancellationToken);
        string folder = parsed.GetRequiredValue(OutOption);
        TorchLoader.Load(threads: 1);
        var report = await ForwardExport.WriteAsync(model, folder, TimeProvider.System, cancellationToken);

        // Past the console's line wrapping, which would cut the lines of a log.
        await console.Profile.Out.Writer.WriteLineAsync(Format(report, folder).AsMemory(), cancellationToken);
        if (!report.Holds)
        {
            throw new DataException("A graph does not say what the net says; don't use it.");
        }
    }

    private static string Format(ExportReport report, string folder)
    {
        double graph = report.GraphTime.TotalMicroseconds / report.Tokens, net = report.NetTime.TotalMicroseconds / report.Tokens;
        var (parity, gradients) = (report.Parity, report.Gradients);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.Combine(folder, ModelManifest.ForwardFile)}\n"
            + $"parity    {(parity.Holds ? "holds" : "FAILS")}: {parity.Rows} development texts, largest logit difference "
            + $"{parity.MaxDifference:0.0E-0} (limit {Parity.Tolerance:0E-0}), {parity.OtherLabels} other labels\n"
            + $"evidence  {(report.EvidenceGap <= ExportReport.EvidenceTolerance ? "adds up" : "FAILS")}: largest |logit - (bias + sum)| "
            + $"{report.EvidenceGap:0.0E-0} (limit {ExportReport.EvidenceTolerance:0E-0})\n"
            + $"gradients {(gradients.Holds ? "hold" : "FAIL")}: {gradients.Texts} development texts against autograd, both in double "
            + $"precision: relative error {gradients.TextError:0.0E-0}, along random directions {gradients.DirectionError:0.0E-0} "
            + $"(limit {GradientParity.Tolerance:0E-0}); as it ships, in single precision, {gradients.SingleError:0.0E-0} "
            + $"(limit {GradientParity.SingleTolerance:0E-0})\n"
            + $"time      ONNX Runtime {graph:F2} us a token, Torch {net:F2} us a token (one thread each, batches of 64): "
            + $"ratio {net / graph:F2}");
    }
}
