namespace Koshiki.Foundation.Activity;

/// <summary>Who does something: a person, or the program by itself.</summary>
/// <param name="Person">The person's id; null for the program.</param>
/// <param name="Name">The name as of now, kept in the log even after the person has left.</param>
/// <param name="Via">How: <c>page</c>, <c>api:token name</c>, <c>command line</c>, <c>job:name</c>.</param>
public sealed record Actor(Guid? Person, string Name, string Via)
{
    /// <summary>The program itself, doing a job that nobody asked for just now.</summary>
    public static Actor Program(string job) => new(null, "Koshiki", "job:" + job);

    /// <summary>The operating-system user at the command line.</summary>
    public static Actor CommandLine { get; } = new(null, Environment.UserName, "command line");
}

/// <summary>Who acts in this request, job or command; one per scope. A save without it throws.</summary>
public sealed class Acting
{
    public Actor? Actor { get; private set; }

    public void As(Actor actor) => Actor = actor;
}
