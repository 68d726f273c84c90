using System.Diagnostics;
using TextClassify.Api.Identity;

namespace TextClassify.Api.Rollout;

/// <summary>One line of the log for each operation on models: who asked for what, and what became of it.</summary>
internal sealed partial class ModelAudit(ILogger<ModelAudit> logger)
{
    public const string Load = "load";
    public const string Fetch = "fetch";
    public const string Activate = "activate";
    public const string Unload = "unload";
    public const string RollBack = "roll back";
    public const string Traffic = "set the traffic of";

    private const string Done = "done";

    /// <summary>Of an operation that did not come to an answer: whoever asked went away, or it threw.</summary>
    private const string Cancelled = "cancelled", Failed = "failed";

    /// <summary>The name of <see cref="ModelWatch"/> where it does by itself what an operator may ask for.</summary>
    private const string Watch = "the watch of the folder";

    /// <param name="http">The request.</param>
    /// <param name="operation">One of the above.</param>
    /// <param name="name">As it was asked for.</param>
    /// <param name="version">As it was asked for; null where the operation names none.</param>
    /// <param name="change">What became of it; null beside a problem.</param>
    /// <param name="problem">Why it did not come to a change.</param>
    public void Asked(HttpContext http, string operation, string name, string? version, ModelChange? change, Problem? problem = null) =>
        Write(Callers.NameOf(http.User), operation, name, version, change, problem, RequestId.Of(http));

    /// <summary>Waits for what was asked for, and writes its line however it ends.</summary>
    /// <param name="http">The request.</param>
    /// <param name="operation">One of the above.</param>
    /// <param name="name">As it was asked for.</param>
    /// <param name="version">As it was asked for; null for the one that it came to.</param>
    /// <param name="work">The operation, under way.</param>
    public async Task<ModelChange> AskedAsync(HttpContext http, string operation, string name, string? version, Task<ModelChange> work) =>
        (await AskedAsync(http, operation, name, version, Settle(work))).Fails(out _, out var change)
            ? throw new UnreachableException("A change has no problem beside it.")
            : change;

    /// <inheritdoc cref="AskedAsync(HttpContext, string, string, string?, Task{ModelChange})"/>
    public async Task<Outcome<ModelChange>> AskedAsync(
        HttpContext http, string operation, string name, string? version, Task<Outcome<ModelChange>> work)
    {
        try
        {
            var outcome = await work;
            outcome.Fails(out var problem, out var change);
            Asked(http, operation, name, version ?? change?.Package?.Version, change, problem);
            return outcome;
        }
        catch (Exception exception)
        {
            string ended = exception is OperationCanceledException ? Cancelled : Failed;
            Write(Callers.NameOf(http.User), operation, name, version, ended, "", RequestId.Of(http));
            throw;
        }
    }

    public void Activated(LoadedPackage package, ModelChange change) =>
        Write(Watch, Activate, package.Name, package.Version, change, null, null);

    public void Unloaded(string name, string version, ModelChange change) => Write(Watch, Unload, name, version, change, null, null);

    private static async Task<Outcome<ModelChange>> Settle(Task<ModelChange> work) => await work;

    private void Write(
        string? caller, string operation, string name, string? version, ModelChange? change, Problem? problem, string? request)
    {
        string outcome = change is { Result: ModelChangeResult.Done }
            ? Done
            : problem?.Type.Name ?? (change?.Result).ToString()!.ToLowerInvariant();
        Write(caller, operation, name, version, outcome, problem?.Detail ?? change?.Detail ?? "", request);
    }

    private void Write(string? caller, string operation, string name, string? version, string outcome, string detail, string? request)
    {
        string model = Quoted.Name(name), which = version is null ? "" : Quoted.Name(version);
        Log.Operated(
            logger, outcome == Done ? LogLevel.Information : LogLevel.Warning, caller, operation, model, which, outcome, detail, request);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1601, Message = "{Caller} asked to {Operation} {Model} {Version}: {Outcome}. {Detail} Request {RequestId}.")]
        public static partial void Operated(
            ILogger logger,
            LogLevel level,
            string? caller,
            string operation,
            string model,
            string version,
            string outcome,
            string detail,
            string? requestId);
    }
}
