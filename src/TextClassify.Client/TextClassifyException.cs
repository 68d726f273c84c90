namespace TextClassify.Client;

/// <summary>The service answered with a problem. The message is the problem's detail and never holds the text sent.</summary>
public abstract class TextClassifyException(ServiceProblem problem) : Exception($"{problem.Status} {problem.Title} {problem.Detail}".Trim())
{
    public ServiceProblem Problem { get; } = problem;

    internal static TextClassifyException Of(ServiceProblem problem, TimeSpan? retryAfter) => problem.Status switch
    {
        401 or 403 => new AccessException(problem),
        429 or 503 => new ServiceBusyException(problem, retryAfter),
        >= 500 => new ServiceFailedException(problem),
        _ => new RequestRefusedException(problem),
    };
}

/// <summary>The request is at fault and fails again as it is: <see cref="ServiceProblem.Where"/> and the detail say what to
/// change.</summary>
public sealed class RequestRefusedException(ServiceProblem problem) : TextClassifyException(problem);

/// <summary>The key is missing, not known, or lacks the scope.</summary>
public sealed class AccessException(ServiceProblem problem) : TextClassifyException(problem);

/// <summary>The service was too busy, stopping or without models, or the key's quota was used up, and stayed so for every retry.</summary>
public sealed class ServiceBusyException(ServiceProblem problem, TimeSpan? retryAfter) : TextClassifyException(problem)
{
    /// <summary>When the service said that the request may succeed.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The service or its model failed, or the work took longer than its limit. It is not sent again: what fails one replica may fail
/// the next.</summary>
public sealed class ServiceFailedException(ServiceProblem problem) : TextClassifyException(problem);
