using TextClassify.Api.Hosting;
using TextClassify.Api.Security;
using TextClassify.Nodes;

if (args is [HashKeyCommand.Name, .. var rest])
{
    return HashKeyCommand.Run(rest, Console.In, Console.Out, Console.Error);
}

if (args is [NodeCommand.Name, .. var node])
{
    return await NodeCommand.RunAsync(node, Console.Out, Console.Error);
}

try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    await using var app = builder.AddTextClassify(args).Build();
    return await ServiceRun.RunAsync(app.UseTextClassify());
}
catch (Exception exception) when (StartupFailure.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return StartupFailure.ExitCode;
}
