using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Models;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;

namespace TextClassify.Training.Commands;

/// <summary>Writes a run's graph, with the proof that it says what the net says.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> RunOption = new("--run") { Description = "The run folder that train wrote.", Required = true, HelpName = "DIR" };
    private static readonly Option<string> OutOption = new("--out") { Description = "Folder for forward.onnx and embedding.f16.bin.", Required = true, HelpName = "DIR" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command(
            "export",
            """
            Write a run as ONNX graphs and compare them with the Torch net: logits on every development text, gradients in double precision on up to 128.

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
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Path.Combine(folder, ModelManifest.ForwardFile)}
            parity    {(report.Parity.Holds ? "holds" : "FAILS")}: {report.Parity.Rows} development texts, largest logit difference {report.Parity.MaxDifference:0.0E-0} (limit {Parity.Tolerance:0E-0}), {report.Parity.OtherLabels} other labels
            evidence  {(report.EvidenceGap <= ExportReport.EvidenceTolerance ? "adds up" : "FAILS")}: largest |logit - (bias + sum)| {report.EvidenceGap:0.0E-0} (limit {ExportReport.EvidenceTolerance:0E-0})
            gradients {(report.Gradients.Holds ? "hold" : "FAIL")}: {report.Gradients.Texts} development texts against autograd, both in double precision: relative error {report.Gradients.TextError:0.0E-0}, along random directions {report.Gradients.DirectionError:0.0E-0} (limit {GradientParity.Tolerance:0E-0}); as it ships, in single precision, {report.Gradients.SingleError:0.0E-0} (limit {GradientParity.SingleTolerance:0E-0})
            time      ONNX Runtime {graph:F2} us a token, Torch {net:F2} us a token (one thread each, batches of 64): ratio {net / graph:F2}
            """);
    }
}
