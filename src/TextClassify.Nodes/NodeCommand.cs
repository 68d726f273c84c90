using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextClassify.Communication;
using TextClassify.Inference.Nodes;

namespace TextClassify.Nodes;

/// <summary>A process that is one node: it opens no port, and reads nothing but its package, its texts and its broker.</summary>
public static class NodeCommand
{
    public const string Name = "node";

    private const int UsageFault = 2;

    /// <returns>0 where it was told to stop; 2 where it was told what it can't do; 1 where it could not begin.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(NodeArguments.Usage).ConfigureAwait(false);
            return 0;
        }

        var (given, fault) = NodeArguments.Read(arguments);
        if (given is null)
        {
            await errors.WriteLineAsync($"{fault}{Environment.NewLine}{NodeArguments.Usage}").ConfigureAwait(false);
            return UsageFault;
        }

        using var end = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            return await RunAsync(given, output, errors, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.Cancel();
        }
    }

    private static async Task<int> RunAsync(
        NodeArguments given, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        string[] reference = given.Model.Split('/', 2);
        using var package = await NodePackage.OpenAsync(
            given.Models, reference[0], reference is [_, var version] ? version : null, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        var model = package.Model;
        int role = RoleOf(model.Sources, given.Source);
        if (role < 0)
        {
            await errors.WriteLineAsync(
                $"{given.Source} is no source of {given.Model}; there are {string.Join(", ", model.Sources.Select(one => one.Name))}.")
                .ConfigureAwait(false);
            return UsageFault;
        }

        var texts = given.Texts is null
            ? NodeTexts.None
            : await NodeTexts.ReadAsync(given.Texts, cancellationToken).ConfigureAwait(false);
        ulong instance = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var server = new NodeServer(model, role, texts, instance, TimeProvider.System);
        await using var node = new NatsNode(server, given.Nats, given.TellsTokens);
        string ready = $"{server.Source} answers as {instance:x16}; {texts.Count} texts of its own.";
        await node.RunAsync(() => output.WriteLine(ready), cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static int RoleOf(IReadOnlyList<SourceDescription> sources, string name)
    {
        for (int role = 0; role < sources.Count; role++)
        {
            if (sources[role].Name == name)
            {
                return role;
            }
        }

        return -1;
    }
}
