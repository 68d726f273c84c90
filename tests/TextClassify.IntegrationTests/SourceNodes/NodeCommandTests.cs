using TextClassify.Nodes;

namespace TextClassify.SourceNodes;

public sealed class NodeCommandTests
{
    [Theory]
    [InlineData(2, "--nats is missing.", "--model", "tiny-sources", "--name", "own")]
    [InlineData(2, "--what is not an option of node.", "--what", "1")]
    [InlineData(2, "--name needs one value, and one only.", "--name")]
    [InlineData(2, "Url has 'http://here', which is no address", "--model", "tiny-sources", "--name", "own", "--nats", "http://here")]
    [InlineData(2, "User and PasswordFile stand", "--model", "tiny-sources", "--name", "own", "--nats", "nats://here", "--user", "u")]
    [InlineData(1, "There is no package other/*", "--model", "other", "--name", "own", "--nats", "nats://here")]
    [InlineData(
        2, "reply is no source of tiny-sources; there are subject,", "--model", "tiny-sources", "--name", "reply", "--nats", "nats://here")]
    public async Task RunAsync_WhatItCannotDo_IsSaidAndEndsIt(int code, string said, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        int ended = await NodeCommand.RunAsync(["--models", TinySourceNodes.ModelsFolder, .. arguments], output, errors);

        Assert.Equal(code, ended);
        Assert.StartsWith(said, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Help_TellsTheOptions()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await NodeCommand.RunAsync(["--help"], output, TextWriter.Null));
        Assert.Contains("--texts", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A node is a process that says when it answers, and ends when it is told to.</summary>
    [Fact]
    public async Task Node_Terminated_EndsWithZero()
    {
        await using var broker = await Broker.StartAsync();
        await using var node = new NodeProcess(
            "--model", "tiny-sources/1", "--name", "own", "--nats", broker.Url, "--models", TinySourceNodes.ModelsFolder);

        string ready = await node.ReadyAsync();
        await node.SignalAsync("TERM");

        Assert.StartsWith("textclassify.node.tiny-sources.1.own answers as ", ready, StringComparison.Ordinal);
        Assert.Equal(0, await node.ExitAsync());
        Assert.Equal("", node.Errors.Trim());
    }
}
