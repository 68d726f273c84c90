using TextClassify.Api.Hosting;

try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    await using var app = builder.AddTextClassify(args).Build();
    await app.UseTextClassify().RunAsync();
    return 0;
}
catch (Exception exception) when (StartupFailure.Sentence(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return StartupFailure.ExitCode;
}
