using Koshiki.Foundation;

namespace Koshiki.Core.Publishing;

/// <summary>A post: one message for one or more accounts. 投稿.</summary>
public readonly record struct PostId(Guid Value) : IId<PostId>
{
    public static PostId From(Guid value) => new(value);

    public static PostId New() => new(Guid.CreateVersion7());
}

/// <summary>A route of approval. 承認経路.</summary>
public readonly record struct ApprovalRouteId(Guid Value) : IId<ApprovalRouteId>
{
    public static ApprovalRouteId From(Guid value) => new(value);

    public static ApprovalRouteId New() => new(Guid.CreateVersion7());
}

/// <summary>A scope of posts that was approved beforehand, through all its versions. 事前承認の範囲.</summary>
public readonly record struct PostingScopeId(Guid Value) : IId<PostingScopeId>
{
    public static PostingScopeId From(Guid value) => new(value);

    public static PostingScopeId New() => new(Guid.CreateVersion7());
}
