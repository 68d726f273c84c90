using TextClassify.Api.Security;
using TextClassify.Api.SourceNodes;
using TextClassify.Explain.Catalog;

namespace TextClassify.Api.Requests;

/// <summary>What the three verbs share.</summary>
internal sealed class InferenceServices(
    IModelRegistry registry,
    ExplainerCatalog explainers,
    Quotas quotas,
    MemoryBudgets budgets,
    CaseNodes nodes,
    TimeProvider time,
    IOptions<LimitsOptions> limits)
{
    public IModelRegistry Registry => registry;

    public ExplainerCatalog Explainers => explainers;

    /// <summary>Who answers for the sources of cases elsewhere.</summary>
    public CaseNodes Nodes => nodes;

    public TimeProvider Time => time;

    public LimitsOptions Limits { get; } = limits.Value;

    /// <summary>Encodes the inputs and notes their tokens.</summary>
    public Outcome<EncodedInput[]> Encode(
        HttpContext http,
        ITextClassifier model,
        InputList list,
        bool severalAspects = false,
        ITextEncoder? encoder = null,
        bool references = false,
        bool uncut = false)
    {
        long started = time.GetTimestamp();
        var (inputs, problem) = InputEncoder.Encode(model, list, Limits, severalAspects, encoder, references, uncut);
        long tokens = 0;
        foreach (var input in inputs)
        {
            tokens += input.Text?.Length ?? 0;
        }

        var facts = Facts(http, model);
        facts.Encode = time.GetElapsedTime(started);
        facts.Tokens = tokens;
        return new Outcome<EncodedInput[]>(inputs, problem);
    }

    /// <summary>A deadline of so many milliseconds since the request was read; null where there is none.</summary>
    public CallDeadline? DeadlineOf(HttpContext http, int? milliseconds) => DeadlineOf(milliseconds, RequestFacts.Of(http).ReadAt);

    /// <summary>The same of a time.</summary>
    public CallDeadline? DeadlineOf(HttpContext http, TimeSpan? limit) =>
        limit is { } given ? CallDeadline.After(time, RequestFacts.Of(http).ReadAt, given) : null;

    /// <summary>A deadline of so many milliseconds since a timestamp; null where there is none.</summary>
    public CallDeadline? DeadlineOf(int? milliseconds, long since) =>
        milliseconds is { } limit ? CallDeadline.After(time, since, TimeSpan.FromMilliseconds(limit)) : null;

    /// <summary>
    /// Lets a request begin: within the limits, with its work taken from the caller's quota and room for its answer until it ends. Null
    /// when it may.
    /// </summary>
    public Problem? Admit(HttpContext http, RequestCost cost)
    {
        if ((cost.Check(Limits) ?? quotas.Take(http.User, cost.Work)) is { } refused)
        {
            return refused;
        }

        var full = MemoryBudgets.Hold(http, budgets.Answers, cost.AnswerBytes + cost.WorkingBytes);
        quotas.GiveBack(http.User, full is null ? 0 : cost.Work);
        return full;
    }

    /// <summary>
    /// Lets a stream begin: what its windows may hold has room until it ends; its work is taken window by window. Null when it may.
    /// </summary>
    public Problem? AdmitStream(HttpContext http, RequestCost windows) =>
        MemoryBudgets.Hold(http, budgets.Bodies, Limits.StreamBodyBytes) ?? Admit(http, windows);

    /// <summary>Gives back what work was taken and not done.</summary>
    public void Settle(HttpContext http, long taken, long done) => quotas.GiveBack(http.User, taken - done);

    /// <summary>What a streamed request of the caller's takes and runs.</summary>
    public WorkAccount AccountOf(HttpContext http) => new(quotas, http.User);

    /// <summary>Notes the model for the request's log line.</summary>
    public static RequestFacts Facts(HttpContext http, ILoadedModel model)
    {
        var facts = RequestFacts.Of(http);
        facts.Used = model;
        return facts;
    }
}
